using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Journal.Backup;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Stored;

/// <summary>What was done, for a machine.</summary>
/// <param name="File">Full path of the backup.</param>
/// <param name="Store">The journal's place, without a secret.</param>
/// <param name="TakenAt">The moment that the backup tells of.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="FirstOffset">Of its first row; 0: it has none.</param>
/// <param name="LastOffset">Of its last row; 0: it has none.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">The hash at the file's end, which stands for all of it.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record BackupTold(
    string File, string Store, DateTimeOffset TakenAt, long Rows, long FirstOffset, long LastOffset, long Bytes, string Sha256, double Seconds)
{
    public static BackupTold Of(BackupSummary summary, string file, string store, long bytes, TimeSpan took) => new(
        Path.GetFullPath(file), store, summary.TakenAt, summary.Rows, summary.FirstOffset, summary.LastOffset, bytes,
        Convert.ToHexStringLower(summary.Hash), Math.Round(took.TotalSeconds, 3));

    private static readonly JsonSerializerOptions AsTheApi = new(JsonSerializerOptions.Web) { Converters = { ApiTexts.Time } };

    /// <summary>In camelCase, with times as the API has them.</summary>
    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, AsTheApi);

    /// <summary>Rows and offsets in words.</summary>
    [JsonIgnore]
    public string Extent => Rows == 0 ? "no row" : $"{Rows:N0} rows, up to offset {LastOffset:N0}";
}
