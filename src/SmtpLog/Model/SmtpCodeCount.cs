using System;
using SmtpLog.Diagnosis;

namespace SmtpLog;

/// <summary>How many sessions the same reply made fail.</summary>
public sealed class SmtpCodeCount
{
    /// <summary>The reply code (RFC 5321, section 4.2); 0 stands for all codes of which there were too many to tell apart.</summary>
    public int Code { get; internal init; }

    /// <summary>The enhanced status code (RFC 3463), if the reply had one.</summary>
    public string? EnhancedCode { get; internal init; }

    /// <summary>How many sessions.</summary>
    public long Count { get; internal set; }

    /// <summary>The words of the first such reply.</summary>
    public string? Reply { get; internal set; }

    /// <summary>What the codes mean.</summary>
    public string? Meaning => Code == 0 ? null : ReplyMeaning.Of(Code, EnhancedCode);

    /// <summary>When the first of these sessions began; null where the logs have no times.</summary>
    public DateTimeOffset? FirstSeen { get; internal set; }

    /// <summary>When the last of these sessions began.</summary>
    public DateTimeOffset? LastSeen { get; internal set; }

    /// <summary>Codes and count.</summary>
    public override string ToString() => $"{Code}{(EnhancedCode is null ? string.Empty : " " + EnhancedCode)}: {Count}";
}
