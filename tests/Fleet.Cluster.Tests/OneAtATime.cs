using Xunit;

// Each test has several nodes and a database server of its own on the cores that there are: two at a time would only be slower,
// and a cluster whose nodes get no time takes them for dead.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
