using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;
using SmtpLog.Report;

namespace SmtpLog.Tests.Report;

/// <summary>Makes pages, and takes out of them what they say.</summary>
internal static class Reports
{
    public static readonly DateTimeOffset Written = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The page of a log's sessions.</summary>
    public static string Page(string log, string? title = null, SmtpLogDialect dialect = SmtpLogDialect.SmtpLog)
    {
        using var spool = new MemoryStream();
        using var report = new HtmlReport(spool);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        var options = new LogReaderOptions { Dialect = dialect };
        LogReader.Read(stream, null, options, new SessionOutput(options, report.Add));
        return Text(report, title);
    }

    public static string Page(IEnumerable<SmtpLogSession> sessions, string? title = null)
    {
        using var spool = new MemoryStream();
        using var report = new HtmlReport(spool);
        foreach (SmtpLogSession session in sessions)
        {
            report.Add(session);
        }

        return Text(report, title);
    }

    /// <summary>What a script element of data holds.</summary>
    public static JsonElement Data(string page, string id)
    {
        Match match = Regex.Match(page, $"<script type=\"application/json\" id=\"{id}\">(.*?)</script>", RegexOptions.Singleline);
        Xunit.Assert.True(match.Success, $"The page has no data of the name {id}.");
        return JsonDocument.Parse(match.Groups[1].Value).RootElement.Clone();
    }

    /// <summary>The texts of a session's lines.</summary>
    public static string[] Lines(string page, int session)
    {
        var block = Data(page, $"block-{(session - 1) / 100}");
        var texts = block.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!).ToArray();
        return [.. block.GetProperty("sessions")[(session - 1) % 100].GetProperty("lines").EnumerateArray().Select(line => texts[line[2].GetInt32()])];
    }

    /// <summary>The page without scripts and styles: what is there before anything runs.</summary>
    public static string Static(string page) => Regex.Replace(page, "<(script|style)\\b.*?</\\1>", string.Empty, RegexOptions.Singleline);

    private static string Text(HtmlReport report, string? title)
    {
        using var page = new MemoryStream();
        report.Write(page, title, Written);
        return Encoding.UTF8.GetString(page.ToArray());
    }
}
