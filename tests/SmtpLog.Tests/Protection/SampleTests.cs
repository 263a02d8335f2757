using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Reading.Dialects;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>Every sample, against <c>Samples/Protected/changes.txt</c>: the lines that change, and what they become.</summary>
public sealed partial class SampleTests
{
    private static readonly string[] s_secrets =
    [
        "wrong-pony", "wrong pony", "wrong-4711", "open-sesame-4711", "/* secret */", "/* SECRET */", "fe403d5e86df50ed6e3ddbbf5a0cdeb4", "550fb64f378381b947e441fc92024806",
    ];

    private static readonly ILookup<string, (int Line, string Text)> s_changes = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Samples", "Protected", "changes.txt"))
        .Select(line => line.Split(':', 3))
        .ToLookup(parts => parts[0], parts => (int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]));

    public static TheoryData<SmtpLogDialect, string> Samples
    {
        get
        {
            var data = new TheoryData<SmtpLogDialect, string>();
            foreach (var (dialect, name) in Sample.All)
            {
                data.Add(dialect, name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Only_these_lines_change_and_the_rest_is_the_same_byte_for_byte(SmtpLogDialect dialect, string name)
    {
        byte[] log = Sample.Load(dialect, name);

        byte[] masked = Protecting.Bytes(log);

        Assert.Equal(Expected(dialect, name, log), Encoding.Latin1.GetString(masked));
        Assert.Equal(masked, Protecting.Bytes(log, dialect));
        Assert.Equal(masked, Protecting.Bytes(masked, dialect));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_secret_is_left_in_any_form(SmtpLogDialect dialect, string name)
    {
        string masked = Encoding.Latin1.GetString(Protecting.Bytes(Sample.Load(dialect, name)));

        string[] words = [masked, .. Base64().Matches(masked).Select(match => Decode(match.Value))];
        Assert.All(s_secrets, secret => Assert.DoesNotContain(words, word => word.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Whoever_reads_it_finds_the_same_but_for_what_is_masked(SmtpLogDialect dialect, string name)
    {
        byte[] log = Sample.Load(dialect, name);
        var before = Sample.Read(dialect, log);
        var after = Sample.Read(dialect, Protecting.Bytes(log));

        Assert.Equal(before.Count, after.Count);
        Assert.All(before.Zip(after), pair => Assert.True(IsMasked(pair.First.Text, pair.Second.Text), $"{pair.First.Text}\n{pair.Second.Text}"));
        Assert.Equal(Sample.Describe(before).Select(WithoutText), Sample.Describe(after).Select(WithoutText));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Line_ends_byte_order_marks_and_encodings_stay(SmtpLogDialect dialect, string name)
    {
        byte[] sample = Sample.Load(dialect, name);
        string log = Encoding.UTF8.GetString(sample);
        string masked = Encoding.UTF8.GetString(Protecting.Bytes(sample));
        foreach (string end in new[] { "\n", "\r\n" })
        {
            foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UnicodeEncoding(false, false) })
            {
                byte[] Encoded(string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", end, StringComparison.Ordinal))];

                Assert.Equal(Encoded(masked), Protecting.Bytes(Encoded(log), dialect));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Lines_from_the_pipeline_become_the_same(SmtpLogDialect dialect, string name)
    {
        string log = Encoding.UTF8.GetString(Sample.Load(dialect, name));

        Assert.Equal(Encoding.UTF8.GetString(Protecting.Bytes(Encoding.UTF8.GetBytes(log))).Split('\n'), Protecting.Fed(SmtpLogDialect.Auto, log.Split('\n')));
        Assert.Equal(Encoding.UTF8.GetString(Protecting.Bytes(Encoding.UTF8.GetBytes(log))), Assert.Single(Protecting.Fed(SmtpLogDialect.Auto, [log])));
    }

    private static string Expected(SmtpLogDialect dialect, string name, byte[] log)
    {
        string[] lines = Encoding.Latin1.GetString(log).Split('\n');
        foreach (var (line, text) in s_changes[$"{dialect}/{name}"])
        {
            lines[line - 1] = text + (lines[line - 1].EndsWith('\r') ? "\r" : "");
        }

        return string.Join('\n', lines);
    }

    private static bool IsMasked(string before, string after) =>
        before == after || (after.Contains(Protecting.Mask, StringComparison.Ordinal)
            && Regex.IsMatch(before, $"^{string.Join("(?s:.+)", after.Split(Protecting.Mask).Select(Regex.Escape))}$"));

    private static string WithoutText(string described) => described[..described.IndexOf('|', StringComparison.Ordinal)];

    private static string Decode(string base64)
    {
        Span<byte> bytes = new byte[base64.Length];
        string padded = base64.TrimEnd('=');
        padded = padded[..(padded.Length - (padded.Length % 4 == 1 ? 1 : 0))];
        return Convert.TryFromBase64String(padded + new string('=', (4 - (padded.Length % 4)) % 4), bytes, out int length) ? Encoding.Latin1.GetString(bytes[..length]) : string.Empty;
    }

    [GeneratedRegex("[A-Za-z0-9+/]{4,}=*")]
    private static partial Regex Base64();
}
