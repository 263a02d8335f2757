namespace SmtpLog;

/// <summary>What a failure means, what probably caused it and what to do.</summary>
/// <param name="meaning">What the codes say (RFC 5321, RFC 3463 and IANA's registry).</param>
/// <param name="cause">The likely cause, or null where only the meaning is known.</param>
/// <param name="advice">What to do next, or null where only the meaning is known.</param>
public sealed class SmtpDiagnosis(string meaning, string? cause, string? advice)
{
    /// <summary>What the codes say (RFC 5321, RFC 3463 and IANA's registry).</summary>
    public string Meaning { get; } = meaning;

    /// <summary>The likely cause; null where only the meaning is known.</summary>
    public string? Cause { get; } = cause;

    /// <summary>What to do next; null where only the meaning is known.</summary>
    public string? Advice { get; } = advice;

    /// <summary>All of it as one paragraph.</summary>
    public override string ToString() => string.Join(" ", NonEmpty());

    private System.Collections.Generic.IEnumerable<string> NonEmpty()
    {
        yield return Meaning;
        if (Cause is not null)
        {
            yield return Cause;
        }

        if (Advice is not null)
        {
            yield return Advice;
        }
    }
}
