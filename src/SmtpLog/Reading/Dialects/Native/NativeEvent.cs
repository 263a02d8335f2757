using System;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>Tells what an event sentence means for its session.</summary>
internal static class NativeEvent
{
    public static void Classify(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        record.Event = EventKind.Other;
        if (!Utf8.StartsWithIgnoreCase(text, "smtp "u8))
        {
            return;
        }

        ReadOnlySpan<byte> phrase = text.Slice(5);
        if (Utf8.StartsWithIgnoreCase(phrase, "connection closed"u8))
        {
            record.Event = EventKind.Closed;
        }
        else if (Utf8.StartsWithIgnoreCase(phrase, "connecting "u8))
        {
            record.Event = EventKind.Connecting;
        }
        else if (Utf8.StartsWithIgnoreCase(phrase, "connected "u8))
        {
            record.Event = EventKind.Connected;
        }
        else if (Utf8.StartsWithIgnoreCase(phrase, "tls established"u8))
        {
            record.Event = EventKind.TlsEstablished;
        }
        else if (Utf8.StartsWithIgnoreCase(phrase, "authenticated"u8))
        {
            record.Event = EventKind.Authenticated;
        }
        else if (Utf8.StartsWithIgnoreCase(phrase, "message content "u8))
        {
            record.Event = EventKind.ContentNotLogged;
        }
        else if (Utf8.StartsWithIgnoreCase(phrase, "error."u8))
        {
            record.Event = EventKind.Error;
            ReadError(ref record);
        }
    }

    private static void ReadError(ref LogRecord record)
    {
        EventFacts facts = new(record.Text);
        record.EventStage = Enum.TryParse(facts["stage"u8], ignoreCase: true, out SmtpStage stage) ? stage : null;
        int? code = int.TryParse(facts["code"u8], out int number) ? number : null;
        record.IsTransient = Enum.TryParse(facts["kind"u8], ignoreCase: true, out SmtpErrorKind kind)
            ? new SmtpFailure { Kind = kind, Code = code }.IsTransient
            : code is >= 400 and < 500;
    }
}
