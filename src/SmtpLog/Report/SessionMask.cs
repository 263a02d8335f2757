using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Lines;
using SmtpLog.Redaction;
using SmtpLog.Redaction.Foreign;
using SmtpLog.Redaction.Patterns;

namespace SmtpLog.Report;

/// <summary>
/// Masks the secrets of one session's lines: those of our own logs are masked already, those of other tools often not.
/// </summary>
internal sealed class SessionMask
{
    private readonly KnownSecrets _known = new();
    private readonly ByteBuffer _masked = new();
    private SecretPatterns _patterns;
    private ForeignRedactor _redactor;

    public SessionMask()
    {
        _patterns = new SecretPatterns(_known);
        _redactor = new ForeignRedactor(_known);
    }

    /// <summary>The lines of a session in their order, each as it may be shown.</summary>
    public IReadOnlyList<string> Texts(IReadOnlyList<SmtpLogEntry> entries)
    {
        // A secret may stand before the login that gives it away.
        _known.IsCollecting = true;
        foreach (var entry in entries)
        {
            _ = Text(entry);
        }

        _known.IsCollecting = false;
        _patterns = new SecretPatterns(_known);
        _redactor = new ForeignRedactor(_known);
        return [.. entries.Select(Text)];
    }

    /// <summary>Words that were taken from the session's lines, once those have been masked.</summary>
    public string? Words(string? text) => text is null ? null : Lines(text, (line, marks) => _redactor.Words(line, marks) | _patterns.Mark(line, marks, isUnderstood: true));

    /// <summary>True for a line of a message, in which AUTH is a word like any other.</summary>
    public static bool IsContent(SmtpLogEntry entry) =>
        entry.Origin == SmtpLogOrigin.Client && entry.Command is null && entry.Stage == SmtpStage.Data;

    private string Text(SmtpLogEntry entry)
    {
        bool isContent = IsContent(entry);
        return entry.Origin == SmtpLogOrigin.Event
            ? Words(entry.Text)!
            : Lines(entry.Text, (line, marks) => Said(entry, line, isContent, marks) | (!isContent && _patterns.Mark(line, marks, isUnderstood: true)));
    }

    /// <summary>IIS logs a command with the code of its reply, as what the server said.</summary>
    private bool Said(SmtpLogEntry entry, ReadOnlySpan<byte> line, bool isContent, Span<bool> marks) =>
        entry.Origin == SmtpLogOrigin.Client || AuthCommand.TryRead(line, out _) ? _redactor.Client(line, isContent, marks) : _redactor.Server(line, marks);

    private string Lines(string text, Marker marker)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bool[] marks = new bool[bytes.Length];
        bool any = false;
        for (int start = 0; start <= bytes.Length;)
        {
            int length = Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0 ? end - start : bytes.Length - start;
            any |= marker(bytes.AsSpan(start, length), marks.AsSpan(start, length));
            start += length + 1;
        }

        if (!any)
        {
            return text;
        }

        _masked.Clear();
        Mask.Append(bytes, marks, _masked);
        return Encoding.UTF8.GetString(_masked.ToArray());
    }

    private delegate bool Marker(ReadOnlySpan<byte> line, Span<bool> marks);
}
