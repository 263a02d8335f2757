using System;
using System.Collections.Generic;
using SmtpLog.Lines;
using SmtpLog.Writing;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// Exchange's <c>+</c>, <c>-</c> and <c>*</c> records. What has no words there, or holds the facts of a session, is worded
/// as this module's own log words it; all else is kept: the context, which names the information, then the data.
/// </summary>
internal static class ExchangeEvent
{
    public static void Connect(ref LogRecord record, scoped ref ExchangeFields fields, string server, ByteBuffer text)
    {
        record.Event = EventKind.Connected;
        List<KeyValuePair<string, string>> facts =
        [
            LogEvent.Fact("remote", Utf8.Decode(fields.RemoteEndPoint)),
            LogEvent.Fact("local", Utf8.Decode(fields.LocalEndPoint)),
            LogEvent.Fact("connector", Utf8.Decode(Csv.Unquote(fields.Connector, text))),
        ];
        Say(ref record, new LogEvent($"SMTP Connected to {Place(server)}.", [.. facts]), text);
    }

    public static void Disconnect(ref LogRecord record, scoped ReadOnlySpan<byte> data, scoped ReadOnlySpan<byte> context, ByteBuffer text)
    {
        record.Event = EventKind.Closed;
        string by = Utf8.Decode(context.IsEmpty ? data : context);
        Say(ref record, by.Length == 0 ? new LogEvent("SMTP Connection closed.") : new LogEvent("SMTP Connection closed.", LogEvent.Fact("by", by)), text);
    }

    public static void Inform(
        ref LogRecord record, scoped ReadOnlySpan<byte> data, scoped ReadOnlySpan<byte> context, string server, ByteBuffer text)
    {
        ReadOnlySpan<byte> name = context.IsEmpty ? data : context;
        record.Event = EventKind.Remark;
        if (Utf8.StartsWithIgnoreCase(name, "attempting to connect"u8))
        {
            record.Event = EventKind.Connecting;
            Say(ref record, new LogEvent($"SMTP Connecting to {Place(server)}."), text);
            return;
        }

        if (Utf8.StartsWithIgnoreCase(name, "tls protocol "u8) && name.IndexOf(" succeeded"u8) > 0)
        {
            record.Event = EventKind.TlsEstablished;
            Say(ref record, Tls(Utf8.Decode(name)), text);
            return;
        }

        if (Utf8.StartsWithIgnoreCase(name, "authenticated"u8))
        {
            record.Event = EventKind.Authenticated;
        }
        else if (Utf8.StartsWithIgnoreCase(name, "failed to connect"u8))
        {
            Fail(ref record, SmtpStage.Connect, isTransient: true);
        }
        else if (Utf8.StartsWithIgnoreCase(name, "tls negotiation failed"u8))
        {
            Fail(ref record, SmtpStage.Tls, isTransient: false);
        }

        text.Clear();
        text.Append(context);
        if (!context.IsEmpty && !data.IsEmpty)
        {
            text.Append(": "u8);
        }

        text.Append(data);
        record.Text = text.Written;
        if (record.Event == EventKind.Error)
        {
            record.ErrorKind = FailureWords.KindOf(record.Text);
        }
    }

    private static void Fail(ref LogRecord record, SmtpStage stage, bool isTransient)
    {
        record.Event = EventKind.Error;
        record.EventStage = stage;
        record.IsTransient = isTransient;
    }

    private static string Place(string endPoint) =>
        EndPointText.TrySplit(endPoint, out string host, out int port) ? $"'{host}' at port {port}" : $"'{endPoint}'";

    /// <summary><c>TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with …</c>.</summary>
    private static LogEvent Tls(string sentence)
    {
        string[] words = sentence.Split(' ');
        string protocol = words[2].Replace("SP_PROT_", string.Empty).Replace("_SERVER", string.Empty).Replace("_CLIENT", string.Empty);
        protocol = protocol.Replace("TLS", "Tls").Replace("_", string.Empty);
        int algorithm = Array.IndexOf(words, "algorithm") + 1;
        return algorithm > 0 && algorithm < words.Length
            ? new("SMTP TLS established.", LogEvent.Fact("protocol", protocol), LogEvent.Fact("cipher", words[algorithm]))
            : new("SMTP TLS established.", LogEvent.Fact("protocol", protocol));
    }

    private static void Say(ref LogRecord record, LogEvent entry, ByteBuffer text)
    {
        text.Clear();
        text.Append(entry.ToString());
        record.Text = text.Written;
    }
}
