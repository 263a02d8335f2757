using System;
using SmtpLog.Reading;
using SmtpLog.Redaction;
using SmtpLog.Redaction.Foreign;
using SmtpLog.Redaction.Patterns;

namespace SmtpLog.Protection;

/// <summary>
/// Finds what is secret in the records of one log: by the course of each session, by its looks, and because it has been
/// seen to be a secret elsewhere in the log.
/// </summary>
/// <param name="known">What was found so far, or in an earlier pass.</param>
/// <param name="withNames">Whether names of persons are hidden too, in headers and in replies to VRFY and EXPN.</param>
internal sealed class RecordSecrets(KnownSecrets known, bool withNames)
{
    private const int ShortestPart = 8;
    private const int ShortestBroken = 60;

    private readonly SecretPatterns _patterns = new(known);
    private readonly TextPlace _place = new();
    private bool[] _textMarks = [];
    private ForeignRedactor? _last;
    private int _lastLength;

    /// <summary>True for lines of a message: what its author wrote is no secret of the log's.</summary>
    public static bool IsContent(ref LogRecord record) =>
        record.Origin == SmtpLogOrigin.Client && record.Command is null && record.Stage == SmtpStage.Data;

    /// <summary>Marks in the record, as it stands in the log, what is secret.</summary>
    public void Mark(ref LogRecord record, Span<bool> marks)
    {
        SessionSecrets? session = SessionOf(ref record);
        bool isSaid = record.Origin != SmtpLogOrigin.Event && session is not null && (!record.IsSelfContained || record.SourceForm == SourceForm.Pluses);
        var region = TextPlace.Region(ref record);
        record.Raw.Overlaps(region, out int start);
        int peer = record.IsSelfContained && session is not null ? PeerLine.Length(region) : 0;
        if (peer > 0)
        {
            PeerLine.Mark(region.Slice(peer), session!.Redactor, marks.Slice(start + peer, region.Length - peer));
        }
        else if (isSaid)
        {
            var textMarks = Rent(record.Text.Length);
            bool any = MarkSaid(ref record, record.Text, session!, textMarks);
            if (record.SourceForm == SourceForm.Pluses)
            {
                any |= MarkPatterns(record.Text, textMarks, isUnderstood: true);
                MarkWritten(region, session!, marks.Slice(start, region.Length));
            }

            if (any)
            {
                _place.Mark(ref record, textMarks, marks);
            }
        }
        else if (session is null && IsMorePayload(region))
        {
            _last!.MorePayload(region, marks.Slice(start, region.Length));
        }
        else if (IsBareText(region))
        {
            marks.Slice(start, region.Length).Fill(true);
        }
        else
        {
            MarkWords(region, session, marks.Slice(start, region.Length));
        }

        int end = start + region.Length;
        known.Mark(record.Raw.Slice(end), 0, marks.Slice(end));
        if (record.SourceForm == SourceForm.Code && start > 0)
        {
            // Of JSON the fields may come in any order.
            known.MarkStrong(record.Raw.Slice(0, start), marks);
        }

        if (!IsContent(ref record) && !(isSaid && record.SourceForm == SourceForm.Pluses))
        {
            MarkPatterns(record.Raw, marks, isUnderstood: session is not null);
        }

        Remember(ref record, session, isSaid);
    }

    /// <summary>The same for what a dump shows, whose bytes stand apart in the log.</summary>
    public void MarkDump(ref LogRecord record, ReadOnlySpan<byte> text, Span<bool> marks)
    {
        SessionSecrets? session = SessionOf(ref record);
        if (record.Origin == SmtpLogOrigin.Event || session is null)
        {
            MarkWords(text, session, marks);
        }
        else
        {
            MarkSaid(ref record, text, session, marks);
        }

        if (!IsContent(ref record))
        {
            MarkPatterns(text, marks, isUnderstood: true);
        }

        Remember(ref record, session, isSaid: true);
    }

    /// <summary>The next line of a text, without its end; an empty text is a line, what follows the last line end is none.</summary>
    private static bool TakeLine(ReadOnlySpan<byte> text, ref int next, out int start, out int length)
    {
        start = next;
        length = 0;
        if (start > text.Length || (start == text.Length && start > 0))
        {
            return false;
        }

        length = text.Slice(start).IndexOf((byte)'\n');
        length = length < 0 ? text.Length - start : length;
        next = start + length + 1;
        if (length > 0 && text[start + length - 1] == '\r')
        {
            length--;
        }

        return true;
    }

    private SessionSecrets? SessionOf(ref LogRecord record) =>
        record.Conversation is null ? null : (SessionSecrets)(record.Conversation.Companion ??= new SessionSecrets(known));

    private bool MarkSaid(ref LogRecord record, ReadOnlySpan<byte> text, SessionSecrets session, Span<bool> marks)
    {
        bool isContent = IsContent(ref record);
        bool isClient = record.Origin == SmtpLogOrigin.Client || record.IsSelfContained;
        bool isNames = withNames && !isClient && record.Code is 250 or 252 && record.Command is "VRFY" or "EXPN";
        bool any = false;
        int next = 0;
        while (TakeLine(text, ref next, out int start, out int length))
        {
            var line = text.Slice(start, length);
            var target = marks.Slice(start, length);
            any |= isClient ? session.Redactor.Client(line, isContent, target) : session.Redactor.Server(line, target);
            if (withNames && isClient)
            {
                any |= session.Names.Mark(line, isContent, target);
            }
            else if (isNames)
            {
                any |= HeaderNames.MarkReply(line, target);
            }
        }

        return any;
    }

    private void MarkWords(ReadOnlySpan<byte> text, SessionSecrets? session, Span<bool> marks)
    {
        int next = 0;
        while (TakeLine(text, ref next, out int start, out int length))
        {
            var line = text.Slice(start, length);
            if (session is null)
            {
                known.Mark(line, ReplyPrefix.Length(line), marks.Slice(start, length));
            }
            else
            {
                session.Redactor.Words(line, marks.Slice(start, length));
            }
        }
    }

    /// <summary>Where a plus stands for a blank, and a plus of base64 looks like one: the same as it is written.</summary>
    private static void MarkWritten(ReadOnlySpan<byte> region, SessionSecrets session, Span<bool> marks)
    {
        int code = region.Length > 4 && region[3] is (byte)'+' or (byte)'-' ? 4 : 0;
        session.Redactor.Words(region.Slice(code), marks.Slice(code));
    }

    private bool MarkPatterns(ReadOnlySpan<byte> text, Span<bool> marks, bool isUnderstood)
    {
        bool any = false;
        int next = 0;
        while (TakeLine(text, ref next, out int start, out int length))
        {
            any |= _patterns.Mark(text.Slice(start, length), marks.Slice(start, length), isUnderstood);
        }

        return any;
    }

    /// <summary>A line without a mark of its own, which goes on from a payload: a terminal or a mail broke it, or curl put it there.</summary>
    private bool IsMorePayload(ReadOnlySpan<byte> line) =>
        _last is not null && ((_last.IsInLogin && ForeignRedactor.IsEncoded(line)) || (_last.WasPayload && _lastLength >= ShortestBroken && IsPart(line)));

    /// <summary>Base64 of a text and nothing else: in a log that begins in the middle of a login nobody can tell who said it.</summary>
    private static bool IsBareText(ReadOnlySpan<byte> line) =>
        line.Length >= ShortestPart && ForeignRedactor.IsEncoded(line) && Base64Text.Decode(line.WithoutEnd(" \t\r"u8)) is { } decoded && SaslMessage.IsText(decoded);

    private static bool IsPart(ReadOnlySpan<byte> line)
    {
        var word = line.WithoutStart(" \t"u8).WithoutEnd(" \t\r="u8);
        foreach (byte value in word)
        {
            if (!Base64Text.IsDigit(value))
            {
                return false;
            }
        }

        return word.Length >= ShortestPart;
    }

    private void Remember(ref LogRecord record, SessionSecrets? session, bool isSaid)
    {
        if (isSaid)
        {
            _last = session!.Redactor;
        }

        _lastLength = record.Raw.Length;
    }

    private Span<bool> Rent(int length)
    {
        if (_textMarks.Length < length)
        {
            _textMarks = new bool[length * 2];
        }

        var marks = _textMarks.AsSpan(0, length);
        marks.Clear();
        return marks;
    }
}
