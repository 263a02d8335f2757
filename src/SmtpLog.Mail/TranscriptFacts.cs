using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmtpLog.Reading;

namespace SmtpLog.Mail;

/// <summary>What the server said of itself, read back from the transcript.</summary>
internal sealed class TranscriptFacts
{
    public TranscriptFacts(byte[] transcript)
    {
        var entries = LogReader.ReadAll(transcript);
        Banner = Words(entries.FirstOrDefault(entry => entry is { Origin: SmtpLogOrigin.Server, Stage: SmtpStage.Connect }));
        Extensions = LastHello(entries);
        SizeLimit = Parameters("SIZE")
            .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size) && size > 0 ? size : (long?)null)
            .FirstOrDefault();
        MechanismsOffered = [.. Parameters("AUTH").Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public string? Banner { get; }

    /// <summary>Of the last reply to EHLO: the one after TLS counts.</summary>
    public IReadOnlyList<string> Extensions { get; }

    public long? SizeLimit { get; }

    public IReadOnlyList<string> MechanismsOffered { get; }

    private IEnumerable<string> Parameters(string keyword) => Extensions
        .Select(extension => extension.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 1 && words[0].Equals(keyword, StringComparison.OrdinalIgnoreCase))
        .SelectMany(words => words.Skip(1));

    private static List<string> LastHello(IReadOnlyList<SmtpLogEntry> entries)
    {
        List<string> extensions = [];
        bool isFirst = true;
        foreach (var entry in entries)
        {
            if (entry is { Origin: SmtpLogOrigin.Client, Command: "EHLO" or "HELO" })
            {
                extensions.Clear();
                isFirst = true;
            }
            else if (entry is { Origin: SmtpLogOrigin.Server, Command: "EHLO", Code: 250 })
            {
                if (!isFirst)
                {
                    extensions.Add(Words(entry)!);
                }

                isFirst = false;
            }
        }

        return extensions;
    }

    private static string? Words(SmtpLogEntry? entry) => entry is null ? null : entry.Text.Length > 4 ? entry.Text.Substring(4) : string.Empty;
}
