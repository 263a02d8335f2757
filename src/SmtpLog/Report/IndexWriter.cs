using System;
using System.IO;
using System.Text.Json;

namespace SmtpLog.Report;

/// <summary>What the list of sessions shows and filters: one small object for each, in their order.</summary>
internal sealed class IndexWriter : IDisposable
{
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;

    public IndexWriter()
    {
        _json = new Utf8JsonWriter(_buffer, Json.Options);
        _json.WriteStartArray();
    }

    public void Add(SmtpLogSession session)
    {
        int messages = 0;
        int recipients = 0;
        foreach (SmtpLogMessage message in session.Messages)
        {
            if (!message.IsWithdrawn)
            {
                messages++;
                recipients += message.Recipients.Count;
            }
        }

        _json.WriteStartObject();
        _json.Text("id", session.SessionId);
        _json.Text("server", Wording.Server(session));
        _json.Number("start", session.Start?.ToUnixTimeMilliseconds());
        _json.Number("ms", session.Duration?.TotalMilliseconds);
        _json.WriteNumber("outcome", (int)session.Outcome);
        _json.Flag("secure", session.Secure == true);
        _json.Text("kind", session.Outcome == SmtpSessionOutcome.Failed ? session.ErrorKind?.ToString() ?? Wording.UnknownKind : null);
        _json.Text("code", session.Outcome == SmtpSessionOutcome.Failed ? ReportTotals.Code(session) : null);
        _json.Text("stage", session.FailedStage?.ToString());
        _json.Number("messages", messages == 0 ? null : messages);
        _json.Number("recipients", recipients == 0 ? null : recipients);
        _json.Number("pause", session.LongestPause?.TotalMilliseconds);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void WriteTo(Stream page)
    {
        _json.WriteEndArray();
        _json.Flush();
        _buffer.WriteTo(page);
    }

    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }
}
