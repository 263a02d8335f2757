using System;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmtpLog.Lines;

namespace SmtpLog.Writing;

/// <summary>One entry as one JSON object on a line (NDJSON), in the words of the Elastic Common Schema where it has one.</summary>
internal sealed class JsonFormat
{
    // A log is no web page: `<` may stand as it is, so that a JSON log can be searched like a text one.
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ByteBuffer _time = new(32);
    private Utf8JsonWriter? _json;

    public void Append(ByteBuffer target, LogLine line)
    {
        _json ??= new Utf8JsonWriter(target, s_options);
        _json.Reset(target);
        _json.WriteStartObject();
        WriteCommon(_json, line);
        if (line.Event is { } entry)
        {
            WriteFacts(_json, entry);
        }
        else if (line.Origin == SmtpLogOrigin.Server)
        {
            WriteReply(_json, line.Text.Written);
        }

        _json.WriteEndObject();
        _json.Flush();
        target.Append((byte)'\n');
    }

    private void WriteCommon(Utf8JsonWriter json, LogLine line)
    {
        _time.Clear();
        TextFormat.AppendTime(_time, line.Time);
        json.WriteString("@timestamp"u8, _time.Written);
        json.WriteNumber("event.sequence"u8, line.Counter);
        json.WriteNumber("process.pid"u8, LogSequence.ProcessId);
        json.WriteString("smtp.session.id"u8, line.SessionId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("smtp.origin"u8, OriginName(line.Origin));
        json.WriteString("message"u8, line.Text.Written);
        json.WriteString("server.address"u8, line.Host);
        json.WriteNumber("server.port"u8, line.Port);
    }

    private static ReadOnlySpan<byte> OriginName(SmtpLogOrigin origin) => origin switch
    {
        SmtpLogOrigin.Client => "client"u8,
        SmtpLogOrigin.Server => "server"u8,
        _ => "event"u8,
    };

    private static void WriteReply(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        if (!ReplyText.TryReadCode(text, out int code, out _))
        {
            return;
        }

        json.WriteNumber("smtp.response.status_code"u8, code);
        if (ReplyText.EnhancedCode(Encoding.UTF8.GetString(text.ToArray())) is { } enhanced)
        {
            json.WriteString("smtp.response.enhanced_status_code"u8, enhanced);
        }
    }

    private static void WriteFacts(Utf8JsonWriter json, LogEvent entry)
    {
        foreach (var fact in entry.Facts)
        {
            switch (fact.Key)
            {
                case "elapsed" or "sent" or "received" or "messages" or "bytes" or "code":
                    json.WriteNumber(FieldName(fact.Key), long.Parse(fact.Value.Replace("ms", string.Empty), CultureInfo.InvariantCulture));
                    break;
                case "protocol":
                    WriteProtocol(json, fact.Value);
                    break;
                default:
                    json.WriteString(FieldName(fact.Key), LineSanitizer.Clean(fact.Value));
                    break;
            }
        }
    }

    /// <summary><c>Tls13</c> is version 1.3 of tls, <c>Tls</c> version 1.0.</summary>
    private static void WriteProtocol(Utf8JsonWriter json, string protocol)
    {
        bool isTls = protocol.StartsWith("Tls", StringComparison.Ordinal);
        string digits = protocol.Length == 3 ? "10" : protocol.Substring(Math.Min(3, protocol.Length));
        json.WriteString("tls.version"u8, isTls && digits.Length == 2 ? $"{digits[0]}.{digits[1]}" : protocol);
        if (isTls)
        {
            json.WriteString("tls.version_protocol"u8, "tls"u8);
        }
    }

    private static string FieldName(string fact) => fact switch
    {
        "cipher" => "tls.cipher",
        "subject" => "tls.server.subject",
        "issuer" => "tls.server.issuer",
        "thumbprint" => "tls.server.hash.sha256",
        "notAfter" => "tls.server.not_after",
        "remote" => "smtp.remote",
        "local" => "smtp.local",
        "kind" => "error.type",
        "message" => "error.message",
        "code" => "smtp.response.status_code",
        "user" => "user.name",
        "elapsed" => "smtp.elapsed_ms",
        _ => "smtp." + fact,
    };
}
