using System;
using System.Collections.Generic;
using System.Globalization;

namespace SmtpLog.Writing;

/// <summary>Every event sentence of the log format.</summary>
internal static class LogEvents
{
    public static LogEvent Connecting(string host, int port) =>
        new($"SMTP Connecting to '{host}' at port {port}.");

    public static LogEvent Connected(string host, int port, bool secure, string remote, string local, TimeSpan elapsed) =>
        new(
            $"SMTP Connected to '{host}' at port {port}. ({(secure ? "Secure" : "Not secure")})",
            LogEvent.Fact("remote", remote),
            LogEvent.Fact("local", local),
            Elapsed(elapsed));

    /// <summary>Protocol and cipher are null where the connection ended before they could be read.</summary>
    public static LogEvent TlsEstablished(IReadOnlyList<KeyValuePair<string, string>> certificate, string? protocol, string? cipher, TimeSpan elapsed) =>
        protocol is null || cipher is null
            ? new("SMTP TLS established.", [.. certificate, Elapsed(elapsed)]) { EndsContent = true }
            : new("SMTP TLS established.", [LogEvent.Fact("protocol", protocol), LogEvent.Fact("cipher", cipher), .. certificate, Elapsed(elapsed)]) { EndsContent = true };

    public static LogEvent Authenticated(string mechanism, string? user) => user is null
        ? new("SMTP Authenticated.", LogEvent.Fact("mechanism", mechanism))
        : new("SMTP Authenticated.", LogEvent.Fact("mechanism", mechanism), LogEvent.Fact("user", user));

    public static LogEvent ContentNotLogged(long bytes) => new($"SMTP Message content {bytes} bytes not logged.");

    public static LogEvent Error(SmtpFailure failure, string message, string? user)
    {
        List<KeyValuePair<string, string>> facts =
        [
            LogEvent.Fact("kind", failure.Kind.ToString()),
        ];
        if (failure.Stage is { } stage)
        {
            facts.Add(LogEvent.Fact("stage", stage.ToString()));
        }

        if (failure.Code is { } code)
        {
            facts.Add(LogEvent.Fact("code", code));
        }

        if (user is not null)
        {
            facts.Add(LogEvent.Fact("user", user));
        }

        facts.Add(LogEvent.Fact("message", message));
        return new("SMTP Error.", [.. facts]) { EndsContent = true };
    }

    public static LogEvent Closed(int messages, long sent, long received, TimeSpan elapsed) =>
        new(
            "SMTP Connection closed.",
            LogEvent.Fact("messages", messages),
            LogEvent.Fact("sent", sent),
            LogEvent.Fact("received", received),
            Elapsed(elapsed)) { EndsContent = true };

    private static KeyValuePair<string, string> Elapsed(TimeSpan elapsed) =>
        LogEvent.Fact("elapsed", ((long)elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "ms");
}
