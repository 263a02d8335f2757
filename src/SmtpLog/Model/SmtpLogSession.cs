using System;
using System.Collections.Generic;
using SmtpLog.Diagnosis;
using SmtpLog.Reading.Sessions;

namespace SmtpLog;

/// <summary>One connection as a transcript tells it, from its first line to its last.</summary>
public sealed class SmtpLogSession
{
    private SmtpDiagnosis? _diagnosis;

    /// <summary>What tells this connection from others of the same process; null where the log has no such mark.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The operating system's id of the process that wrote it; null where the log has none.</summary>
    public int? ProcessId { get; internal init; }

    /// <summary>The server's name as the client called it; null where the log does not show the connection's beginning.</summary>
    public string? Server { get; internal init; }

    /// <summary>The server's port; null where the log does not show it.</summary>
    public int? Port { get; internal init; }

    /// <summary>True where the connection was encrypted, at the latest after STARTTLS; null where the log does not tell.</summary>
    public bool? Secure { get; internal init; }

    /// <summary>The server's address and port.</summary>
    public string? RemoteEndPoint { get; internal init; }

    /// <summary>This side's address and port.</summary>
    public string? LocalEndPoint { get; internal init; }

    /// <summary>The TLS version, such as <c>Tls13</c>.</summary>
    public string? TlsProtocol { get; internal init; }

    /// <summary>The cipher suite.</summary>
    public string? TlsCipher { get; internal init; }

    /// <summary>The subject of the server's certificate.</summary>
    public string? CertificateSubject { get; internal init; }

    /// <summary>Who issued the server's certificate.</summary>
    public string? CertificateIssuer { get; internal init; }

    /// <summary>The thumbprint of the server's certificate (SHA-256 in this module's own logs).</summary>
    public string? CertificateThumbprint { get; internal init; }

    /// <summary>When the server's certificate expires.</summary>
    public DateTimeOffset? CertificateNotAfter { get; internal init; }

    /// <summary>The time of the first line that has one; null where the log has no times.</summary>
    public DateTimeOffset? Start { get; internal init; }

    /// <summary>The time of the last line that has one.</summary>
    public DateTimeOffset? End { get; internal init; }

    /// <summary>From <see cref="Start"/> to <see cref="End"/>; zero where the clock was set back meanwhile.</summary>
    public TimeSpan? Duration => End - Start is { } duration ? (duration < TimeSpan.Zero ? TimeSpan.Zero : duration) : null;

    /// <summary>The words of the server's greeting, its lines joined by line feeds.</summary>
    public string? Banner { get; internal init; }

    /// <summary>The extensions that the server offered in reply to the last EHLO, with their parameters (RFC 5321, section 4.1.1.1).</summary>
    public IReadOnlyList<string> Extensions { get; internal init; } = [];

    /// <summary>The mechanisms of its AUTH extension, in capitals, in the server's order (RFC 4954).</summary>
    public IReadOnlyList<string> MechanismsOffered { get; internal init; } = [];

    /// <summary>The mechanism that was tried last, by its SASL name; null where none was.</summary>
    public string? Mechanism { get; internal init; }

    /// <summary>True where the server accepted a login.</summary>
    public bool Authenticated { get; internal init; }

    /// <summary>Who logged in, where the log says so.</summary>
    public string? UserName { get; internal init; }

    /// <summary>The messages of the session, sent or not.</summary>
    public IReadOnlyList<SmtpLogMessage> Messages { get; internal init; } = [];

    /// <summary>The bytes that the client sent, where the closing line counts them.</summary>
    public long? BytesSent { get; internal init; }

    /// <summary>The bytes that the client received, where the closing line counts them.</summary>
    public long? BytesReceived { get; internal init; }

    /// <summary>
    /// How it ended. An Error line makes a session a failed one whatever follows it. Where a log has no such lines the
    /// last reply that decided something counts: a refusal that the session got over (a refused recipient, login or
    /// STARTTLS before a message was accepted) is none, nor is one of NOOP, RSET, VRFY or QUIT.
    /// </summary>
    public SmtpSessionOutcome Outcome { get; internal init; }

    /// <summary>How far a failed session came; else null.</summary>
    public SmtpStage? FailedStage { get; internal init; }

    /// <summary>The code of the reply that made it fail; null where no reply did.</summary>
    public int? Code { get; internal init; }

    /// <summary>The enhanced status code of that reply (RFC 3463), if it has one.</summary>
    public string? EnhancedCode { get; internal init; }

    /// <summary>The words of that reply without its codes, its lines joined by line feeds.</summary>
    public string? Reply { get; internal init; }

    /// <summary>Why it failed; null where it did not, or where the log does not tell.</summary>
    public SmtpErrorKind? ErrorKind { get; internal init; }

    /// <summary>True where trying again later may help.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>What the failure means, what probably caused it and what to do; null where it did not fail.</summary>
    public SmtpDiagnosis? Diagnosis => Failure is null ? null : _diagnosis ??= Diagnoser.Diagnose(Failure);

    /// <summary>The longest time between two lines; null where fewer than two have a time.</summary>
    public TimeSpan? LongestPause { get; internal init; }

    /// <summary>The line after which that pause came.</summary>
    public SmtpLogEntry? LongestPauseAfter => PauseIndex is { } index ? Kept.At(index) : null;

    /// <summary>The file it was read from; null for lines from the pipeline.</summary>
    public string? Path { get; internal init; }

    /// <summary>The line of the input on which it starts, counted from 1.</summary>
    public long LineNumber { get; internal init; }

    /// <summary>How many lines it has.</summary>
    public long EntryCount { get; internal init; }

    /// <summary>
    /// Its lines, made when first asked for. Of a session of more than 64 MB of log it has the first 64 MB;
    /// <see cref="EntryCount"/> counts all.
    /// </summary>
    public IReadOnlyList<SmtpLogEntry> Entries => Kept.All;

    /// <summary>Server, outcome and reason in one line.</summary>
    public override string ToString()
    {
        string name = SessionId is null ? "Session" : $"Session {SessionId}";
        string server = Server is null ? string.Empty : $" with {Server}:{Port}";
        string reason = Outcome != SmtpSessionOutcome.Failed ? string.Empty : $" ({string.Join(" ", Reasons())})";
        return $"{name}{server}: {Outcome}{reason}";
    }

    internal DiagnosisInput? Failure { get; init; }

    internal SessionEntries Kept { get; init; } = SessionEntries.None;

    internal int? PauseIndex { get; init; }

    private IEnumerable<string> Reasons()
    {
        if (ErrorKind is { } kind)
        {
            yield return kind.ToString();
        }

        if (Code is { } code)
        {
            yield return $"{code}";
        }

        if (EnhancedCode is not null)
        {
            yield return EnhancedCode;
        }
    }
}
