namespace Fleet.Core.Clients;

/// <summary>Something that a client is told about a message of its that was taken, but not all of it.</summary>
/// <param name="Code">For machines.</param>
/// <param name="Message">For a person.</param>
/// <param name="Field">The field in question, as a path in camelCase.</param>
public sealed record Notice(NoticeCode Code, string Message, string Field);

/// <summary>The kinds of notice; what each asks of the client is told in docs/refusals.md.</summary>
public enum NoticeCode
{
    /// <summary>The client may not do what it did.</summary>
    PrivilegeMissing = 1,

    /// <summary>It answers to something that it was not sent.</summary>
    NotSent = 2,
}
