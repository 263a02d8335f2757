using System.Collections.Generic;
using SmtpLog.Reading;

namespace SmtpLog;

/// <summary>What a check of a transporter found out. It never sends a message.</summary>
public sealed class SmtpTestResult
{
    private IReadOnlyList<SmtpLogEntry>? _transcript;

    /// <summary>True where every stage that was asked for was passed.</summary>
    public bool Success { get; internal init; }

    /// <summary>The verdict, certificate and slowness considered.</summary>
    public SmtpHealthState State { get; internal init; }

    /// <summary>The verdict as monitoring takes it: 0 to 3.</summary>
    public int ExitCode => (int)State;

    /// <summary>The verdict in one line with performance data, as monitoring plug-ins print it.</summary>
    public string StatusText { get; internal init; } = string.Empty;

    /// <summary>The server that was asked.</summary>
    public string SmtpServer { get; internal init; } = string.Empty;

    /// <summary>The port that was asked.</summary>
    public int Port { get; internal init; }

    /// <summary>The last stage that was passed; null where none was.</summary>
    public SmtpStage? StageReached { get; internal init; }

    /// <summary>How long each stage took.</summary>
    public SmtpTimings Timings { get; internal init; } = new();

    /// <summary>The server's end of the connection; null where none was made.</summary>
    public string? RemoteEndPoint { get; internal init; }

    /// <summary>This end of the connection; null where none was made.</summary>
    public string? LocalEndPoint { get; internal init; }

    /// <summary>The server's greeting.</summary>
    public string? Banner { get; internal init; }

    /// <summary>The extensions that the server offers (RFC 5321, section 4.1.1.1), after TLS where that was started.</summary>
    public IReadOnlyList<string> Extensions { get; internal init; } = [];

    /// <summary>The largest message that the server takes, in bytes (RFC 1870); null where it does not say.</summary>
    public long? SizeLimit { get; internal init; }

    /// <summary>The mechanisms that AUTH offers.</summary>
    public IReadOnlyList<string> MechanismsOffered { get; internal init; } = [];

    /// <summary>The mechanism that was used; null without a login.</summary>
    public string? Mechanism { get; internal init; }

    /// <summary>True where the connection was encrypted.</summary>
    public bool Secure { get; internal init; }

    /// <summary>The version of TLS, such as <c>Tls13</c>; null without TLS.</summary>
    public string? TlsProtocol { get; internal init; }

    /// <summary>The cipher suite; null without TLS.</summary>
    public string? TlsCipher { get; internal init; }

    /// <summary>The server's certificate; null without TLS.</summary>
    public SmtpCertificate? Certificate { get; internal init; }

    /// <summary>The code of the reply that decided a failure; null where no reply did.</summary>
    public int? Code { get; internal init; }

    /// <summary>The enhanced status code of that reply, if it has one.</summary>
    public string? EnhancedCode { get; internal init; }

    /// <summary>The words of that reply, its lines joined by line feeds.</summary>
    public string? Reply { get; internal init; }

    /// <summary>The stage that failed; null on success, and where nothing was begun.</summary>
    public SmtpStage? FailedStage { get; internal init; }

    /// <summary>Why it failed; null on success.</summary>
    public SmtpErrorKind? ErrorKind { get; internal init; }

    /// <summary>The error id that <c>Send-SmtpLoggedMessage</c> would give; null on success.</summary>
    public string? ErrorId => ErrorKind?.ToString();

    /// <summary>Why it failed, with server, stage, code and the server's words; null on success.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>True where trying again later may help.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>What the failure means, what probably caused it and what to do; null on success.</summary>
    public SmtpDiagnosis? Diagnosis { get; internal init; }

    /// <summary>Each probed recipient and what the server said to it.</summary>
    public IReadOnlyList<SmtpRecipientResult> Recipients { get; internal init => field = SmtpRecipientResult.List(value); } = SmtpRecipientResult.List([]);

    /// <summary>The connection's id in the log; null where none was begun.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The transporter's own log; null where it has none.</summary>
    public string? LogPath { get; internal init; }

    /// <summary>Why the log is not whole; null where it is.</summary>
    public string? LogError { get; internal init; }

    /// <summary>The conversation of this check, secrets masked, whether or not a log is written.</summary>
    public IReadOnlyList<SmtpLogEntry> Transcript => _transcript ??= LogReader.ReadAll(TranscriptBytes);

    /// <summary>The verdict in one line.</summary>
    public override string ToString() => StatusText;

    internal byte[] TranscriptBytes { get; init; } = [];
}
