namespace SmtpLog.Diagnosis;

/// <summary>All that is known of a failure. What is unknown stays null.</summary>
internal sealed class DiagnosisInput
{
    public SmtpErrorKind? ErrorKind { get; init; }

    public SmtpStage? Stage { get; init; }

    /// <summary>The reply code that decided it; null where no reply did.</summary>
    public int? Code { get; init; }

    public string? EnhancedCode { get; init; }

    /// <summary>The server's words, lines parted by line feeds, with or without the codes.</summary>
    public string? Reply { get; init; }

    /// <summary>What this side says where no reply decided: the failure's sentence, an exception's messages.</summary>
    public string? Detail { get; init; }

    /// <summary>The mechanism by its SASL name, such as <c>PLAIN</c>.</summary>
    public string? Mechanism { get; init; }

    public string? Host { get; init; }

    /// <summary>What the server sent after <c>334</c> in an XOAUTH2 or OAUTHBEARER exchange: base64 of JSON.</summary>
    public string? Challenge { get; init; }
}
