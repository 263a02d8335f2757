namespace SmtpLog.Diagnosis;

/// <summary>A failure prepared once to be held against every rule.</summary>
internal sealed class DiagnosisSubject
{
    public DiagnosisSubject(DiagnosisInput input)
    {
        Kind = input.ErrorKind;
        Stage = input.Stage;
        Code = input.Code ?? 0;
        EnhancedCode = input.EnhancedCode;
        Mechanism = input.Mechanism;
        Host = input.Host?.TrimEnd('.') ?? string.Empty;
        Challenge = OAuthChallenge.Decode(input.Challenge);

        // With a reply our own sentence is left out: its words must not pass for the server's.
        Words = ReplyWords.Normalize(input.Reply);
        if (input.Code is null && !string.IsNullOrEmpty(input.Detail))
        {
            Words += " " + ReplyWords.Normalize(input.Detail);
        }
    }

    public SmtpErrorKind? Kind { get; }

    public SmtpStage? Stage { get; }

    /// <summary>0 where there is none.</summary>
    public int Code { get; }

    public string? EnhancedCode { get; }

    public string Words { get; }

    public string? Mechanism { get; }

    public string Host { get; }

    public OAuthChallenge? Challenge { get; }
}
