using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// What the sessions of a log share: greetings, extensions, addresses and replies are the same over and over, and one
/// object does for all of them.
/// </summary>
internal sealed class Repeated
{
    private const byte InCapitals = 1;

    private readonly Recent<string> _texts = new();
    private readonly Recent<SessionReply> _replies = new();

    /// <summary>The bytes as text.</summary>
    public string Text(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? string.Empty : _texts.Find(bytes) ?? _texts.Keep(bytes, Utf8.Decode(bytes));

    /// <summary>The bytes as text, in capitals.</summary>
    public string Capitals(ReadOnlySpan<byte> bytes) =>
        _texts.Find(bytes, InCapitals) ?? _texts.Keep(bytes, Utf8.Decode(bytes).ToUpperInvariant(), InCapitals);

    /// <summary>A whole reply.</summary>
    /// <param name="lines">Its lines with their codes, between them line feeds.</param>
    /// <param name="code">The code of the first.</param>
    /// <param name="enhancedCode">The enhanced code, where the lines do not have it.</param>
    /// <param name="stage">The stage of the command that it answers.</param>
    public SessionReply Reply(ReadOnlySpan<byte> lines, int code, string? enhancedCode, SmtpStage? stage)
    {
        // The enhanced code of a record is no part of the lines.
        if (enhancedCode is not null)
        {
            return SessionReply.Of(Utf8.Decode(lines), code, enhancedCode, stage);
        }

        byte kind = stage is { } known ? (byte)known : byte.MaxValue;
        SessionReply? reply = _replies.Find(lines, kind);
        return reply is not null && reply.Code == code
            ? reply
            : _replies.Keep(lines, SessionReply.Of(Utf8.Decode(lines), code, null, stage), kind);
    }
}
