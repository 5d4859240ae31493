using System.CommandLine;
using Fleet.Sim.Report;
using Fleet.Sim.Workers;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim worker</c>.</summary>
internal static class WorkerCommand
{
    public static Command Create(Terminal terminal)
    {
        var listen = new Option<Uri>("--listen")
        {
            Description = "Where it takes orders: http://ADDRESS:PORT or https://ADDRESS:PORT, where the address is a number or localhost, and port 0 any that is free.",
            HelpName = "URL",
            Required = true,
        }.ParsedBy(Parsers.Listen);
        var token = new WorkerToken("Whoever does not show it is refused.");
        var certificate = new Option<string?>("--certificate") { Description = "A PEM file with the certificate to show at https://, and those between it and its root.", HelpName = "FILE" }.ParsedBy<string?>(Parsers.File);
        var key = new Option<string?>("--key") { Description = "A PEM file with its private key. Without it that is in the certificate's file.", HelpName = "FILE" }.ParsedBy<string?>(Parsers.File);
        var cleartext = new Option<bool>("--cleartext") { Description = "Listens without TLS on an address that is not loopback: the token, and all that clients report, cross the network in clear." };
        var command = new Command("worker", """
            Makes load for others: drives its part of a scenario when fleet-sim run or fleet-sim capacity says so (--workers), one order at
            a time. When whoever gave an order is gone, its load ends within seconds. Ctrl+C ends it. docs/workers.md has an example.

            Examples:
              FLEET_WORKER_TOKEN=… fleet-sim worker --listen https://10.0.0.6:7001 --certificate worker.pem --key worker.key
              fleet-sim worker --listen http://127.0.0.1:7001 --token local
            """ + ExitCodes.Of())
        {
            listen,
        };
        token.AddTo(command);
        foreach (var option in new Option[] { certificate, key, cleartext })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var (at, file) = (parsed.GetValue(listen)!, parsed.GetValue(certificate));
            if (file is null && parsed.GetValue(key) is not null)
                throw new BadUsageException($"{key.Name} needs {certificate.Name} beside it: it is its key.");
            if (at.Scheme == Uri.UriSchemeHttps != file is not null)
                throw new BadUsageException($"{listen.Name} {at}: {certificate.Name} goes with an https:// address, and that with it.");
            if (file is null && !at.IsLoopback && !parsed.GetValue(cleartext))
                throw new BadUsageException($"{listen.Name} {at}: the token would cross the network in clear. Give it an https:// address and {certificate.Name}, or say {cleartext.Name} where that is meant.");
            var shown = file is null ? null : WorkerCertificate.Load(file, parsed.GetValue(key) ?? file);
            var identity = new WorkerIdentity(token.Of(parsed), WorkerCall.Version, TimeProvider.System, line => terminal.Say($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {line}"));
            terminal.Interrupt.EndsGently = true;
            await using (var server = await WorkerServer.StartAsync(at, shown, identity))
            {
                identity.Say($"version {identity.Version} takes orders at {server.Address}");
                await UntilAsync(terminal.Interrupt.Enough, cancel);
            }

            identity.Say("ended");
            return (int)SimExit.Good;
        });
        return command;
    }

    private static async Task UntilAsync(CancellationToken enough, CancellationToken cancel)
    {
        var ended = new TaskCompletionSource();
        await using var one = enough.Register(ended.SetResult);
        await ended.Task.WaitAsync(cancel);
    }
}
