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

        // Words that no rule knows leave the cause open; what helps with this kind of failure helps all the same.
        var advice = (rule ?? OfKind(input))?.Advice;
        return new SmtpDiagnosis(Sentence(Meaning(input, rule)), cause, advice is null ? null : Sentence(advice));
    }

    /// <summary>What to do about this kind of failure, in one sentence.</summary>
    public static string Advice(SmtpErrorKind kind) => DiagnosisTable.Default.OfKind(kind).Advice;

    private static string Meaning(DiagnosisInput input, DiagnosisRule? rule) =>
        rule?.Meaning
        ?? ReplyMeaning.Of(input.Code, input.EnhancedCode)
        ?? OfKind(input)?.Meaning
        ?? (input.Code is null ? "The log does not say why" : "The reply has no code that is known");

    private static DiagnosisRule? OfKind(DiagnosisInput input) =>
        input.ErrorKind is { } kind ? DiagnosisTable.Default.OfKind(kind) : null;

    private static string Sentence(string text) => text[text.Length - 1] is '.' or '!' or '?' ? text : text + ".";
}
