using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Redaction;

namespace SmtpLog.Report;

/// <summary>
/// Masks the secrets of one session's lines: those of our own logs are masked already, those of other tools often not.
/// </summary>
internal sealed class SessionMask
{
    private readonly Redactor _redactor = new();

    /// <summary>The lines of a session in their order, each as it may be shown.</summary>
    public IEnumerable<string> Texts(IEnumerable<SmtpLogEntry> entries) => entries.Select(Text);

    /// <summary>Words that were taken from the session's lines, once those have been masked.</summary>
    public string? Words(string? text) => text is null ? null : _redactor.Scrub(text);

    /// <summary>True for a line of a message, in which AUTH is a word like any other.</summary>
    public static bool IsContent(SmtpLogEntry entry) =>
        entry.Origin == SmtpLogOrigin.Client && entry.Command is null && entry.Stage == SmtpStage.Data;

    private string Text(SmtpLogEntry entry) => entry.Origin switch
    {
        _ when IsContent(entry) => entry.Text,
        SmtpLogOrigin.Event => _redactor.Scrub(entry.Text),
        _ when entry.Text.IndexOf('\n') >= 0 => string.Join("\n", entry.Text.Split('\n').Select(line => Line(entry.Origin, line))),
        _ => Line(entry.Origin, entry.Text),
    };

    private string Line(SmtpLogOrigin origin, string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        var shown = origin == SmtpLogOrigin.Client ? _redactor.Client(bytes) : _redactor.Server(bytes);
        return shown.SequenceEqual(bytes) ? line : Encoding.UTF8.GetString(shown.ToArray());
    }
}
