using System.Globalization;
using System.Text;
using System.Xml;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Recording;

namespace Fleet.Sim.Report;

/// <summary>Checks in the form of JUnit, which build servers show: a test case each, a failed one with what was seen.</summary>
internal static class JUnitFile
{
    private static readonly XmlWriterSettings Form = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="suite">What was judged.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="checks">By what it was judged.</param>
    /// <exception cref="IOException">It cannot be written; the message names the option.</exception>
    public static void Write(string path, string suite, TimeSpan took, IReadOnlyList<TrialCheck> checks)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Form))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Text(suite));
            xml.WriteAttributeString("tests", Count(checks.Count));
            xml.WriteAttributeString("failures", Count(checks.Count(check => check.Failed)));
            xml.WriteAttributeString("errors", Count(0));
            xml.WriteAttributeString("skipped", Count(checks.Count(IsSkipped)));
            xml.WriteAttributeString("time", took.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
            foreach (var check in checks)
                Write(xml, check);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        using var file = new AtomicFile(path, "--junit");
        file.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        file.Write("\n"u8);
        file.Complete();
    }

    private static void Write(XmlWriter xml, TrialCheck check)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"fleet-sim.{Words.Of(check.Of)}");
        xml.WriteAttributeString("name", Text(check.Name));
        if (check.Failed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Text(check.Seen!));
            xml.WriteAttributeString("type", Words.Of(check.Code));
            xml.WriteEndElement();
        }
        else if (IsSkipped(check))
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Text(check.Skipped!));
            xml.WriteEndElement();
        }
        else if (check.Seen is not null)
        {
            xml.WriteElementString("system-out", Text(check.Seen));
        }

        xml.WriteEndElement();
    }

    private static bool IsSkipped(TrialCheck check) => !check.Failed && check.Skipped is not null;

    /// <summary>What a server said may hold characters that no XML can.</summary>
    private static string Text(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
