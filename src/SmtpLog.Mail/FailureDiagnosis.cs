using SmtpLog.Diagnosis;

namespace SmtpLog.Mail;

/// <summary>Asks the rules about a failure.</summary>
internal static class FailureDiagnosis
{
    public static SmtpDiagnosis Of(SmtpFailure failure, string host, string? mechanism, string? challenge) => Diagnoser.Diagnose(new DiagnosisInput
    {
        ErrorKind = failure.Kind,
        Stage = failure.Stage,
        Code = failure.Code,
        EnhancedCode = failure.EnhancedCode,
        Reply = failure.Reply,
        Detail = failure.Detail ?? failure.Sentence,
        Mechanism = mechanism,
        Host = host,
        Challenge = challenge,
    });
}
