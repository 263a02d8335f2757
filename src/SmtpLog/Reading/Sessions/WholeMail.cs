using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>The message of a session whose records each stand for themselves, from what they say of it.</summary>
internal sealed class WholeMail(DateTimeOffset? start)
{
    private readonly List<SmtpRecipientResult> _recipients = [];
    private string? _from;
    private long? _size;
    private SessionReply? _decision;

    /// <summary>Adds what a record says, and the reply in it, if there is one.</summary>
    public void Add(MailFacts facts, SessionReply? reply)
    {
        _from = facts.From ?? _from;
        _size = facts.Size ?? _size;
        for (int i = 0; i < facts.Recipients.Count; i++)
        {
            SessionReply? own = facts.IsRecipientReply && i == facts.Accepted ? reply : null;
            _recipients.Add(new SmtpRecipientResult
            {
                Address = facts.Recipients[i],
                Accepted = i < facts.Accepted,
                Code = own?.Code,
                EnhancedCode = own?.EnhancedCode,
                Reply = own?.Text,
            });
        }

        _decision = reply ?? _decision;
    }

    public SmtpLogMessage ToMessage() => new()
    {
        From = _from,
        Recipients = _recipients.ToArray(),
        Size = _size,
        Accepted = _decision is { IsSuccess: true },
        Code = _decision?.Code,
        EnhancedCode = _decision?.EnhancedCode,
        Reply = _decision?.Text,
        Start = start,
    };
}
