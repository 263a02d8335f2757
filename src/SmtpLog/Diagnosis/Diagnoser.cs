namespace SmtpLog.Diagnosis;

/// <summary>Tells of a failure what it means, what probably caused it and what to do.</summary>
internal static class Diagnoser
{
    /// <summary>Never null: where nothing is known of the cause, it has the meaning of the codes alone.</summary>
    public static SmtpDiagnosis Diagnose(DiagnosisInput input)
    {
        var subject = new DiagnosisSubject(input);
        var rule = DiagnosisTable.Default.Find(subject);
        var cause = rule is null ? null : Sentence(rule.Cause);
        if (subject.Challenge is { } challenge)
        {
            cause = cause is null ? challenge.ToString() : $"{cause} {challenge}";
        }

        return new SmtpDiagnosis(Sentence(Meaning(input, rule)), cause, rule is null ? null : Sentence(rule.Advice));
    }

    /// <summary>What to do about this kind of failure, in one sentence.</summary>
    public static string Advice(SmtpErrorKind kind) => DiagnosisTable.Default.OfKind(kind).Advice;

    private static string Meaning(DiagnosisInput input, DiagnosisRule? rule) =>
        rule?.Meaning
        ?? ReplyMeaning.Of(input.Code, input.EnhancedCode)
        ?? (input.ErrorKind is { } kind ? DiagnosisTable.Default.OfKind(kind).Meaning : null)
        ?? "The reply has no code that is known";

    private static string Sentence(string text) => text[text.Length - 1] is '.' or '!' or '?' ? text : text + ".";
}
