using Xunit;

// Nodes are processes here, and so is their database.
[assembly: AssemblyTrait("Needs", "processes")]
