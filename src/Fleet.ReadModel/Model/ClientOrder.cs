namespace Fleet.ReadModel.Model;

/// <summary>What clients can be sorted by; among equals always by id.</summary>
public enum ClientOrder
{
    /// <summary>By id.</summary>
    ClientId = 0,

    /// <summary>By the name of the group.</summary>
    Group = 1,

    /// <summary>By the word of the connection.</summary>
    Connection = 2,

    /// <summary>By the name of the icon.</summary>
    Icon = 3,

    /// <summary>By the time at which the last report that changed something was observed; clients without one are the oldest.</summary>
    LastReport = 4,

    /// <summary>By the time since when the client is, or is not, present; those that never were are the oldest.</summary>
    Since = 5,
}
