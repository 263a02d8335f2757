using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace SmtpLog.Report;

/// <summary>What stands around a conversation: facts of the connection, the messages and the diagnosis.</summary>
internal static class SessionDetails
{
    private const int MostMessages = 200;
    private const int MostRecipients = 500;

    public static void Write(Utf8JsonWriter json, SmtpLogSession session, SessionMask mask)
    {
        json.WriteStartArray("facts");
        foreach (var fact in Facts(session).Where(fact => !string.IsNullOrEmpty(fact.Value)))
        {
            json.WriteStartArray();
            json.WriteStringValue(fact.Key);
            json.WriteStringValue(SafeText.Clean(mask.Words(fact.Value)));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.Text("reply", mask.Words(session.Reply));
        if (session.Diagnosis is { } diagnosis)
        {
            json.Text("meaning", mask.Words(diagnosis.Meaning));
            json.Text("cause", mask.Words(diagnosis.Cause));
            json.Text("advice", mask.Words(diagnosis.Advice));
        }

        Messages(json, session.Messages, mask);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Facts(SmtpLogSession session)
    {
        yield return new("Session id", session.SessionId);
        yield return new("Process", session.ProcessId is { } process ? $"{process}" : null);
        yield return new("Remote", session.RemoteEndPoint);
        yield return new("Local", session.LocalEndPoint);
        yield return new("TLS", string.Join(", ", new[] { session.TlsProtocol, session.TlsCipher }.Where(part => !string.IsNullOrEmpty(part))));
        yield return new("Certificate", session.CertificateSubject);
        yield return new("Issued by", session.CertificateIssuer);
        yield return new("Valid until", session.CertificateNotAfter is { } end ? Wording.Time(end) + " UTC" : null);
        yield return new("Extensions", string.Join(", ", session.Extensions));
        yield return new("Login", session.Mechanism is null ? null : session.Authenticated ? $"{session.Mechanism}, accepted" : $"{session.Mechanism}, not accepted");
        yield return new("User", session.UserName);
        yield return new("Sent", session.BytesSent is { } sent ? Wording.Bytes(sent) : null);
        yield return new("Received", session.BytesReceived is { } received ? Wording.Bytes(received) : null);
        yield return new("Log", session.Path is null ? null : $"{session.Path}, line {session.LineNumber}");
    }

    private static void Messages(Utf8JsonWriter json, IReadOnlyList<SmtpLogMessage> messages, SessionMask mask)
    {
        json.WriteStartArray("messages");
        foreach (SmtpLogMessage message in messages.Take(MostMessages))
        {
            json.WriteStartObject();
            json.Text("from", message.From is null ? null : $"<{message.From}>");
            json.Flag("accepted", message.Accepted);
            json.Flag("withdrawn", message.IsWithdrawn);
            json.Text("size", message.Size is { } size ? Wording.Bytes(size) : null);
            json.Text("queue", message.QueueId);
            json.Text("reply", message.Code is null ? null : mask.Words($"{message.Code} {message.EnhancedCode} {message.Reply}".Replace("  ", " ")));
            json.WriteStartArray("to");
            foreach (SmtpRecipientResult recipient in message.Recipients.Take(MostRecipients))
            {
                json.WriteStartObject();
                json.Text("address", recipient.Address);
                json.Flag("accepted", recipient.Accepted);
                json.Text("reply", recipient.Code is null ? null : mask.Words($"{recipient.Code} {recipient.EnhancedCode} {recipient.Reply}".Replace("  ", " ")));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.Number("moreTo", message.Recipients.Count > MostRecipients ? message.Recipients.Count - MostRecipients : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Number("moreMessages", messages.Count > MostMessages ? messages.Count - MostMessages : null);
    }
}
