using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// A line that tells the fate of a recipient (<c>status=</c>), or that a client was refused (<c>reject:</c>), is a server
/// entry that stands for itself; all others are events. A session is a message, by its queue id, whichever of Postfix's
/// processes speaks; or the connection of one smtpd while no message has begun.
/// </summary>
internal sealed class PostfixParser(IRecordSink sink, DateTime now) : IDialectParser
{
    private readonly SyslogHead _head = new(now);

    public static bool IsPostfix(ReadOnlySpan<byte> program) =>
        program.StartsWith("postfix"u8) && (program.Length == 7 || program[7] is (byte)'/' or (byte)'-');

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        var record = new LogRecord
        {
            Raw = line,
            TextStart = -1,
            LineNumber = lineNumber,
            Origin = SmtpLogOrigin.Event,
            Event = EventKind.Fragment,
        };
        ReadOnlySpan<byte> text = Blank.TrimEnd(line.Slice(Blank.CountLeading(line)));
        if (!_head.TryRead(text, ref record, out ReadOnlySpan<byte> program, out ReadOnlySpan<byte> message))
        {
            WholeLine.Recover(sink, line, lineNumber);
            return;
        }

        record.Text = message;
        if (IsPostfix(program))
        {
            record.IsSelfContained = true;
            ReadMessage(ref record, program.Slice(program.LastIndexOf((byte)'/') + 1), message);
        }

        sink.Take(ref record);
    }

    public void Complete()
    {
        // Nothing is held back: a line is a record.
    }

    private static void ReadMessage(ref LogRecord record, ReadOnlySpan<byte> service, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> queueId = QueueIdOf(message);
        ReadOnlySpan<byte> rest = message;
        if (!queueId.IsEmpty)
        {
            rest = message.Slice(queueId.Length + 1);
            rest = rest.Slice(Blank.CountLeading(rest));
            record.Text = rest;
            record.Event = EventKind.Other;
        }

        bool isServer = service.SequenceEqual("smtpd"u8);
        if (!queueId.IsEmpty && !queueId.SequenceEqual("NOQUEUE"u8))
        {
            record.Session = queueId;
            record.IsSessionShared = true;
            record.Mail = PostfixMail.Instance;
            if (rest.SequenceEqual("removed"u8))
            {
                record.Event = EventKind.Closed;
            }
        }
        else if (!queueId.IsEmpty)
        {
            record.Mail = PostfixMail.Instance;
        }
        else if (isServer)
        {
            record.Event = PostfixEvent.KindOf(message);
        }

        record.EndsSession = record.Event == EventKind.Closed;
        if (PostfixReject.TryRead(rest, ref record) || PostfixDelivery.TryRead(rest, ref record))
        {
            return;
        }

        if (isServer && PostfixEvent.IsFailedLogin(rest))
        {
            record.Event = EventKind.Error;
            record.EventStage = SmtpStage.Auth;
            record.ErrorKind = SmtpErrorKind.AuthenticationFailed;
        }
    }

    /// <summary>
    /// Capital hexadecimal digits (short ids), or digits and letters without vowels (long ones), and a colon behind them;
    /// <c>NOQUEUE</c> where there is no message yet.
    /// </summary>
    private static ReadOnlySpan<byte> QueueIdOf(ReadOnlySpan<byte> message)
    {
        const int ShortestShort = 5;
        const int ShortestLong = 10;
        const int Longest = 32;
        ReadOnlySpan<byte> head = message.Slice(0, Math.Min(message.Length, Longest));
        int length = head.IndexOf((byte)':');
        if (length < ShortestShort)
        {
            return default;
        }

        ReadOnlySpan<byte> word = head.Slice(0, length);
        if (word.SequenceEqual("NOQUEUE"u8))
        {
            return word;
        }

        bool isShort = true;
        bool isLong = length >= ShortestLong;
        foreach (byte value in word)
        {
            bool isDigit = value is >= (byte)'0' and <= (byte)'9';
            bool isLetter = (value | 0x20) is >= 'a' and <= 'z';
            isShort &= isDigit || value is >= (byte)'A' and <= (byte)'F';
            isLong &= isDigit || (isLetter && (value | 0x20) is not ('a' or 'e' or 'i' or 'o' or 'u'));
        }

        return isShort || isLong ? word : default;
    }
}
