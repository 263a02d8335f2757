using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>A message while its lines go by: which commands of it still wait for a reply, and what the replies so far make of it.</summary>
internal sealed class MessageDraft(Repeated repeated, DateTimeOffset? start)
{
    private readonly List<string> _recipients = [];
    private readonly List<SessionReply> _answers = [];
    private readonly MessageHeader _header = new();
    private string? _from;
    private long? _declaredSize;
    private long _contentBytes;
    private long _chunkBytes;
    private int _chunksSent;
    private int _chunksAnswered;
    private bool _hasLastChunk;
    private bool _hasContent;
    private bool _isAccepted;
    private bool _isLeft;
    private SessionReply? _decision;

    public bool AwaitsMail { get; private set; }

    public bool AwaitsRecipient => _answers.Count < _recipients.Count;

    /// <summary>DATA or the content after it.</summary>
    public bool AwaitsData { get; private set; }

    public bool AwaitsChunk => _chunksAnswered < _chunksSent;

    public bool AwaitsAnything => AwaitsMail || AwaitsRecipient || AwaitsData || AwaitsChunk;

    /// <summary>True where a reply to it has decided, so far.</summary>
    public bool IsDecided => _decision is not null;

    public void Mail(ReadOnlySpan<byte> line)
    {
        _from = repeated.Text(EnvelopeLine.Address(line, out ReadOnlySpan<byte> parameters));
        _declaredSize = EnvelopeLine.Size(parameters);
        AwaitsMail = true;
    }

    public void Recipient(ReadOnlySpan<byte> line) => _recipients.Add(repeated.Text(EnvelopeLine.Address(line, out _)));

    public void Data() => AwaitsData = true;

    /// <summary>The dot behind the content; it may be all of it that is in the log.</summary>
    public void EndData() => AwaitsData = _hasContent = true;

    public void Chunk(long size, bool isLast)
    {
        _chunkBytes += size;
        _chunksSent++;
        _hasLastChunk |= isLast;
    }

    public void ContentLine(ReadOnlySpan<byte> line)
    {
        bool isStuffed = _chunksSent == 0 && !line.IsEmpty && line[0] == '.';
        _contentBytes += MessageContent.WireLength(line) + (isStuffed ? 1 : 2);
        _header.Take(line);
        _hasContent = true;
    }

    public void ContentNotLogged(long bytes)
    {
        _contentBytes += bytes;
        _header.End();
        _hasContent = true;
    }

    /// <summary>The client gives it up.</summary>
    public void Leave() => _isLeft = !_hasContent && !AwaitsData && _chunksSent == 0;

    public Answer AnswerMail(SessionReply reply)
    {
        AwaitsMail = false;
        return Weigh(reply);
    }

    /// <summary>The reply to the first recipient that has none yet; the first refusal decides, unless the content is accepted after all.</summary>
    public Answer AnswerRecipient(SessionReply reply)
    {
        _answers.Add(reply);
        return Weigh(reply);
    }

    /// <summary>The reply to DATA, or to the content after it.</summary>
    public Answer AnswerData(SessionReply reply)
    {
        if (reply.Code == 354 && !_hasContent)
        {
            _hasContent = true;
            return Answer.Expected;
        }

        AwaitsData = false;
        return _hasContent || reply.IsRefusal ? Conclude(reply) : Answer.Odd;
    }

    public Answer AnswerChunk(SessionReply reply)
    {
        _chunksAnswered++;
        return reply.IsSuccess && (!_hasLastChunk || AwaitsChunk) ? Answer.Expected : Conclude(reply);
    }

    public SmtpLogMessage ToMessage()
    {
        var recipients = new SmtpRecipientResult[_recipients.Count];
        for (int i = 0; i < recipients.Length; i++)
        {
            SessionReply? answer = i < _answers.Count ? _answers[i] : null;
            recipients[i] = new SmtpRecipientResult
            {
                Address = _recipients[i],
                Accepted = answer is { IsSuccess: true },
                Code = answer?.Code,
                EnhancedCode = answer?.EnhancedCode,
                Reply = answer?.Text,
            };
        }

        return new SmtpLogMessage
        {
            From = _from,
            Recipients = recipients,
            Size = Size(),
            Accepted = _isAccepted,
            IsWithdrawn = _isLeft && _decision is null,
            Code = _decision?.Code,
            EnhancedCode = _decision?.EnhancedCode,
            Reply = _decision?.Text,
            MessageId = _header.MessageId,
            Start = start,
        };
    }

    /// <summary>The reply to the whole message. After a refusal of the sender or of all recipients another one only follows from it.</summary>
    private Answer Conclude(SessionReply reply)
    {
        if (reply.IsSuccess)
        {
            _isAccepted = true;
            _decision = reply;
            return Answer.Accepted;
        }

        if (_decision is { Stage: SmtpStage.Recipient } && _answers.Exists(answer => answer.IsSuccess))
        {
            _decision = null;
        }

        return Weigh(reply);
    }

    private Answer Weigh(SessionReply reply)
    {
        if (!reply.IsRefusal)
        {
            return reply.IsSuccess ? Answer.Expected : Answer.Odd;
        }

        bool isFirst = _decision is null;
        _decision ??= reply;
        return isFirst ? Answer.Refused : Answer.RefusedToo;
    }

    private long? Size()
    {
        if (_chunkBytes > 0)
        {
            return _chunkBytes;
        }

        long size = Math.Max(_contentBytes, _declaredSize ?? 0);
        return size > 0 ? size : null;
    }
}
