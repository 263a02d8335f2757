using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SmtpLog.Writing;

/// <summary>One entry as one JSON object on a line (NDJSON), in the words of the Elastic Common Schema where it has one.</summary>
internal static class JsonFormat
{
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true };

    public static void Append(ByteBuffer target, LogLine line)
    {
        using var json = new Utf8JsonWriter((IBufferWriter<byte>)target, s_options);
        json.WriteStartObject();
        WriteCommon(json, line);
        if (line.Event is { } entry)
        {
            WriteFacts(json, entry);
        }
        else if (line.Origin == SmtpLogOrigin.Server)
        {
            WriteReply(json, Encoding.UTF8.GetString(line.Text.ToArray()));
        }

        json.WriteEndObject();
        json.Flush();
        target.Append((byte)'\n');
    }

    private static void WriteCommon(Utf8JsonWriter json, LogLine line)
    {
        json.WriteString("@timestamp", line.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("event.sequence", line.Counter);
        json.WriteNumber("process.pid", LogSequence.ProcessId);
        json.WriteString("smtp.session.id", line.SessionId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("smtp.origin", OriginName(line.Origin));
        json.WriteString("message", line.Text.Written);
        json.WriteString("server.address", line.Host);
        json.WriteNumber("server.port", line.Port);
    }

    private static string OriginName(SmtpLogOrigin origin) => origin switch
    {
        SmtpLogOrigin.Client => "client",
        SmtpLogOrigin.Server => "server",
        _ => "event",
    };

    private static void WriteReply(Utf8JsonWriter json, string text)
    {
        int code = ReplyText.Split(text, out string? enhanced, out _, out _);
        if (code > 0)
        {
            json.WriteNumber("smtp.response.status_code", code);
        }

        if (enhanced is not null)
        {
            json.WriteString("smtp.response.enhanced_status_code", enhanced);
        }
    }

    private static void WriteFacts(Utf8JsonWriter json, LogEvent entry)
    {
        foreach (var fact in entry.Facts)
        {
            switch (fact.Key)
            {
                case "elapsed" or "sent" or "received" or "messages" or "code":
                    json.WriteNumber(FieldName(fact.Key), long.Parse(fact.Value.Replace("ms", string.Empty), CultureInfo.InvariantCulture));
                    break;
                default:
                    json.WriteString(FieldName(fact.Key), LineSanitizer.Clean(fact.Value));
                    break;
            }
        }
    }

    private static string FieldName(string fact) => fact switch
    {
        "protocol" => "tls.version",
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
