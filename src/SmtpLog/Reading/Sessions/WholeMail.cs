using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>The message of a session whose records each stand for themselves, from what they say of it.</summary>
internal sealed class WholeMail(DateTimeOffset? start)
{
    private const int MostRecipients = 10_000;

    private readonly List<SmtpRecipientResult> _recipients = [];
    private string? _from;
    private string? _messageId;
    private long? _size;
    private bool _isDelivered;
    private SessionReply? _acceptance;
    private SessionReply? _refusal;

    /// <summary>True where all recipients were taken, as far as it is known now: an attempt before may have failed.</summary>
    public bool IsDelivered => _isDelivered && _recipients.TrueForAll(recipient => recipient.Accepted);

    /// <summary>Adds what a record says, and the reply in it, if there is one.</summary>
    public void Add(MailFacts facts, SessionReply? reply)
    {
        _from = facts.From ?? _from;
        _messageId = facts.MessageId ?? _messageId;
        _size = facts.Size ?? _size;
        _isDelivered |= facts.IsDelivered;
        int answered = facts.IsRecipientReply ? Math.Min(facts.Accepted, facts.Recipients.Count - 1) : -1;
        for (int i = 0; i < facts.Recipients.Count; i++)
        {
            Set(facts.Recipients[i], i < facts.Accepted, i == answered ? reply : null);
        }

        _acceptance = reply is { IsSuccess: true } ? reply : _acceptance;
        _refusal = reply is { IsSuccess: false } ? reply : _refusal;
    }

    public SmtpLogMessage ToMessage()
    {
        SessionReply? decision = _isDelivered ? _acceptance : _refusal;
        return new()
        {
            From = _from,
            Recipients = _recipients.ToArray(),
            Size = _size,
            Accepted = _isDelivered,
            Code = decision?.Code,
            EnhancedCode = decision?.EnhancedCode,
            Reply = decision?.Text,
            MessageId = _messageId,
            Start = start,
        };
    }

    /// <summary>The last that is said of a recipient counts.</summary>
    private void Set(string address, bool isAccepted, SessionReply? reply)
    {
        var result = new SmtpRecipientResult
        {
            Address = address,
            Accepted = isAccepted,
            Code = reply?.Code,
            EnhancedCode = reply?.EnhancedCode,
            Reply = reply?.Text,
        };
        int known = _recipients.FindIndex(recipient => recipient.Address == address);
        if (known >= 0)
        {
            _recipients[known] = result;
        }
        else if (_recipients.Count < MostRecipients)
        {
            _recipients.Add(result);
        }
    }
}
