using Fleet.Sim.CommandLine;

return await SimProcess.RunAsync(args);
