using Google.Protobuf.Reflection;
using Xunit;

namespace Fleet.Protocol.Tests;

public sealed class ContractTests
{
    private static readonly FileDescriptor[] Files =
    [
        V1.VocabularyReflection.Descriptor, V1.ClientsReflection.Descriptor, V1.RelayReflection.Descriptor, V1.WatchReflection.Descriptor,
        Fleet.Journal.V1.RowReflection.Descriptor, Fleet.Nodes.V1.MessagesReflection.Descriptor,
    ];

    [Fact]
    public void What_has_shipped_keeps_its_numbers_and_types()
    {
        var shipped = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "contract.txt"));
        var now = Files.SelectMany(Lines).Order(StringComparer.Ordinal).ToArray();
        string[] gone = [.. shipped.Except(now)];
        string[] added = [.. now.Except(shipped)];
        Assert.True(gone.Length == 0, $"Clients, journals and nodes that are out there depend on these; a number never changes its meaning:\n{string.Join('\n', gone)}");
        Assert.True(added.Length == 0, $"New, so add to contract.txt what is meant to ship:\n{string.Join('\n', added)}");
    }

    private static IEnumerable<string> Lines(FileDescriptor file) =>
    [
        .. file.MessageTypes.SelectMany(message => message.Fields.InFieldNumberOrder().Select(Line)),
        .. file.EnumTypes.SelectMany(type => type.Values.Select(value => $"{type.FullName} {value.Number} {value.Name}")),
        .. file.Services.SelectMany(service => service.Methods.Select(Line)),
    ];

    private static string Line(FieldDescriptor field) => string.Join(
        ' ',
        ((string?[])[
            field.ContainingType.FullName,
            $"{field.FieldNumber:00}",
            field.Name,
            field.IsRepeated ? "repeated" : field.HasPresence && field.FieldType != FieldType.Message ? "optional" : null,
            field.FieldType switch
            {
                FieldType.Message => field.MessageType.FullName,
                FieldType.Enum => field.EnumType.FullName,
                var scalar => scalar.ToString().ToLowerInvariant(),
            },
            field.RealContainingOneof is { } choice ? $"in {choice.Name}" : null,
        ]).OfType<string>());

    private static string Line(MethodDescriptor method) =>
        $"{method.FullName} {(method.IsClientStreaming ? "stream " : "")}{method.InputType.FullName} -> {(method.IsServerStreaming ? "stream " : "")}{method.OutputType.FullName}";
}
