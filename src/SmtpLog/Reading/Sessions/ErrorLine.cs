using System;
using System.Collections.Generic;
using System.Globalization;

namespace SmtpLog.Reading.Sessions;

/// <summary>The Error event: why the client gave up, in its own words.</summary>
internal sealed class ErrorLine
{
    private readonly string _message;

    /// <param name="facts">What the event says in this module's words.</param>
    /// <param name="recordStage">The stage, where these do not have it.</param>
    /// <param name="recordKind">The kind, where these do not have it.</param>
    /// <param name="words">A tool's own words for it; null for this module's.</param>
    public ErrorLine(EventFacts facts, SmtpStage? recordStage, SmtpErrorKind? recordKind, string? words)
    {
        _message = words ?? facts["message"u8] ?? string.Empty;
        Kind = Enum.TryParse(facts["kind"u8], ignoreCase: true, out SmtpErrorKind kind) && Enum.IsDefined(typeof(SmtpErrorKind), kind) ? kind : recordKind;
        Stage = Enum.TryParse(facts["stage"u8], ignoreCase: true, out SmtpStage stage) && Enum.IsDefined(typeof(SmtpStage), stage) ? stage : recordStage;
        Code = int.TryParse(facts["code"u8], NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? code : null;
        User = facts["user"u8];
    }

    public SmtpErrorKind? Kind { get; }

    public SmtpStage? Stage { get; }

    public int? Code { get; }

    public string? User { get; }

    /// <summary>The message without server, stage and reply; null where there is none.</summary>
    private string? Sentence
    {
        get
        {
            int stage = _message.IndexOf(", stage ", StringComparison.Ordinal);
            int open = stage < 0 ? -1 : _message.LastIndexOf(" (", stage, StringComparison.Ordinal);
            return _message.Length == 0 ? null : open < 0 ? _message : _message.Substring(0, open);
        }
    }

    /// <summary>
    /// The failure, with the words of that one of the replies which the message quotes; of the first refusal with that
    /// code where it quotes none.
    /// </summary>
    public SessionFailure ToFailure(IEnumerable<SessionReply> replies)
    {
        SessionReply? reply = null;
        foreach (SessionReply candidate in replies)
        {
            if (IsQuoted(candidate))
            {
                reply = candidate;
                break;
            }

            reply ??= candidate.IsRefusal && candidate.Code == Code ? candidate : null;
        }

        return new()
        {
            Kind = Kind,
            Stage = Stage,
            Code = Code,
            EnhancedCode = Code is null ? null : reply?.EnhancedCode,
            Reply = reply?.Text,
            Sentence = Sentence,
        };
    }

    private bool IsQuoted(SessionReply reply)
    {
        string words = reply.Text.Replace('\n', ' ');
        if (Code is not { } code)
        {
            return words.Length > 0 && _message.IndexOf("): " + words, StringComparison.Ordinal) >= 0;
        }

        string enhanced = reply.EnhancedCode is null ? string.Empty : " " + reply.EnhancedCode;
        return code == reply.Code && _message.IndexOf($"): {code}{enhanced} {words}", StringComparison.Ordinal) >= 0;
    }
}
