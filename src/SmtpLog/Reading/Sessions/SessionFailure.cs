using SmtpLog.Diagnosis;

namespace SmtpLog.Reading.Sessions;

/// <summary>Why a session failed, as far as its log tells.</summary>
internal sealed class SessionFailure
{
    private const int AuthenticationCodes = 53;

    public SmtpErrorKind? Kind { get; init; }

    public SmtpStage? Stage { get; init; }

    public int? Code { get; init; }

    public string? EnhancedCode { get; init; }

    public string? Reply { get; init; }

    /// <summary>What the client says of it.</summary>
    public string? Sentence { get; init; }

    public bool IsTransient => Kind is { } kind
        ? new SmtpFailure { Kind = kind, Code = Code }.IsTransient
        : Code is >= 400 and < 500;

    /// <summary>A refusing reply. In a log that does not show its command some codes still tell the stage.</summary>
    public static SessionFailure Of(SessionReply reply)
    {
        SmtpStage? stage = reply.Stage ?? (reply.Code / 10 == AuthenticationCodes && reply.Code != 530 ? SmtpStage.Auth : null);
        return new()
        {
            Kind = stage is { } known ? ReplyKind.Of(reply.Code, reply.EnhancedCode, known) : WithoutStage(reply.Code),
            Stage = stage,
            Code = reply.Code,
            EnhancedCode = reply.EnhancedCode,
            Reply = reply.Text,
        };
    }

    private static SmtpErrorKind? WithoutStage(int code) => code switch
    {
        421 => SmtpErrorKind.ServiceUnavailable,
        530 => SmtpErrorKind.AuthenticationRequired,
        _ => null,
    };
}
