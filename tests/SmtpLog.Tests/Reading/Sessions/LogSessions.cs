using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Sessions;

/// <summary>Reads logs as sessions.</summary>
internal static class LogSessions
{
    public const string Connecting = "# SMTP Connecting to 'mx.example.com' at port 587.";

    public const string Closed = "# SMTP Connection closed.";

    /// <summary>A connection up to the reply to EHLO.</summary>
    public static string[] Opening { get; } = [Connecting, "S 220 mx.example.com ESMTP", "C EHLO x", "S 250-mx", "S 250 PIPELINING"];

    public static List<SmtpLogSession> Parse(string log, LogReaderOptions? options = null) => Parse(Encoding.UTF8.GetBytes(log), options);

    public static List<SmtpLogSession> Parse(byte[] log, LogReaderOptions? options = null)
    {
        options ??= new LogReaderOptions { Dialect = SmtpLogDialect.SmtpLog };
        var sessions = new List<SmtpLogSession>();
        using var stream = new MemoryStream(log);
        LogReader.Read(stream, null, options, new SessionOutput(options, sessions.Add));
        return sessions;
    }

    public static List<SmtpLogSession> Read(params string[] shorthand) => Parse(Transcript.Of(shorthand));

    public static SmtpLogSession One(params string[] shorthand) => Assert.Single(Read(shorthand));

    /// <summary>One session that begins with <see cref="Opening"/>.</summary>
    public static SmtpLogSession Opened(params string[] shorthand) => One([.. Opening, .. shorthand]);

    /// <summary>All that a session says of itself but where its lines stand in the input.</summary>
    public static string Describe(SmtpLogSession session)
    {
        var text = new StringBuilder();
        foreach (var property in typeof(SmtpLogSession).GetProperties().Where(property => property.Name is not ("LineNumber" or "LongestPauseAfter")))
        {
            object? value = property.GetValue(session);
            string said = value is System.Collections.IEnumerable many and not string ? string.Join("\n  ", many.Cast<object>().Select(Said)) : $"{value}";
            text.Append(property.Name).Append(": ").AppendLine(said);
        }

        return text.ToString();
    }

    private static string Said(object item) => item is SmtpLogMessage message
        ? $"{message}, {message.Size}, {message.Reply}, {message.QueueId}, {message.MessageId}: {string.Join(", ", message.Recipients)}"
        : $"{item}";
}
