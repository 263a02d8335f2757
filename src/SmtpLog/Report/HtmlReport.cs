using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace SmtpLog.Report;

/// <summary>
/// One page of many sessions. What each session said goes to a stream beside the page as it comes, so that memory
/// holds a few hundred bytes for each.
/// </summary>
/// <param name="spool">Takes the conversations until the page is written; readable, seekable, empty.</param>
internal sealed class HtmlReport(Stream spool) : IDisposable
{
    private readonly ReportTotals _totals = new();
    private readonly Timeline _timeline = new();
    private readonly FailureGroups _failures = new();
    private readonly IndexWriter _index = new();
    private readonly ConversationWriter _conversations = new(spool);

    /// <summary>How many sessions it has.</summary>
    public long Count => _totals.Sessions;

    public void Add(SmtpLogSession session)
    {
        var mask = new SessionMask();
        IReadOnlyList<string> texts = mask.Texts(session.Entries);
        _totals.Add(session);
        _timeline.Add(session);
        _failures.Add(session, _totals.Sessions, mask, texts);
        _index.Add(session);
        _conversations.Add(session, mask, texts);
    }

    /// <summary>Writes the page; no session can be added after that.</summary>
    /// <param name="page">Where to; UTF-8 without a byte order mark.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    /// <param name="written">The time that the page gives as its own.</param>
    public void Write(Stream page, string? title, DateTimeOffset written)
    {
        _conversations.Complete();
        using var writer = new StreamWriter(page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        var html = new Html(writer);
        PageFrame.Head(html, string.IsNullOrWhiteSpace(title) ? "SMTP report" : title!);
        OverviewSection.Write(html, _totals, written);
        TimelineSection.Write(html, _timeline);
        BreakdownSection.Write(html, _totals);
        FailureSection.Write(html, _failures.Ranked);
        PageFrame.Sessions(html, _totals.Sessions);
        html.AddOwn("<script type=\"application/json\" id=\"index\">");
        writer.Flush();
        _index.WriteTo(page);
        html.AddOwn("</script>\n");
        writer.Flush();
        spool.Position = 0;
        spool.CopyTo(page);
        PageFrame.Scripts(html);
    }

    /// <summary>Frees its buffers, and not the spool.</summary>
    public void Dispose()
    {
        _index.Dispose();
        _conversations.Dispose();
    }
}
