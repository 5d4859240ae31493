namespace Fleet.Protocol.Nodes;

/// <summary>The kinds of message between nodes. A manifest never changes its meaning.</summary>
public static class NodeManifests
{
    /// <summary>A command for one client, or a question.</summary>
    public const string Command = "c";

    /// <summary>The answer to a command.</summary>
    public const string Answer = "a";

    /// <summary>The answer to the question what a client is like.</summary>
    public const string View = "v";

    /// <summary>An icon change, for the client's session.</summary>
    public const string Icon = "i";

    /// <summary>A session is over without an end of its own.</summary>
    public const string Over = "o";

    /// <summary>Is a session's client really there?</summary>
    public const string PingQuestion = "p";

    /// <summary>The answer to that.</summary>
    public const string PingAnswer = "w";

    /// <summary>What the deployment of settings has to know of a client, for its session.</summary>
    public const string Managed = "m";

    /// <summary>Change what a level says of settings.</summary>
    public const string PutLevel = "y";

    /// <summary>The answer to that.</summary>
    public const string LevelAnswer = "q";

    /// <summary>A level says something else.</summary>
    public const string LevelTold = "l";

    /// <summary>Build the read model anew.</summary>
    public const string Rebuild = "b";

    /// <summary>How far is the read model?</summary>
    public const string StatusQuestion = "t";

    /// <summary>So far.</summary>
    public const string Status = "s";

    /// <summary>Make a task.</summary>
    public const string CreateTask = "tc";

    /// <summary>Do something to a task.</summary>
    public const string OrderTask = "to";

    /// <summary>The answer to both.</summary>
    public const string TaskAnswer = "ta";

    /// <summary>A task, for the client's session.</summary>
    public const string TaskSent = "ts";
}
