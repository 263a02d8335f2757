using System;
using System.Collections.Generic;

namespace SmtpLog.Diagnosis;

/// <summary>One rule of the table: when it holds, and what it says.</summary>
internal sealed class DiagnosisRule
{
    public required string Id { get; init; }

    public IReadOnlyList<SmtpErrorKind> Kinds { get; init; } = [];

    public IReadOnlyList<SmtpStage> Stages { get; init; } = [];

    /// <summary>Codes such as 535; a class such as 5xx as 5; 0 for no code.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [];

    /// <summary>Such as <c>5.7.8</c>; <c>x.7.8</c> for any class.</summary>
    public IReadOnlyList<string> EnhancedCodes { get; init; } = [];

    /// <summary>Of each list one must be found.</summary>
    public IReadOnlyList<IReadOnlyList<WordPattern>> Words { get; init; } = [];

    public IReadOnlyList<string> ChallengeStatuses { get; init; } = [];

    public IReadOnlyList<string> Mechanisms { get; init; } = [];

    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Null: what the codes say.</summary>
    public string? Meaning { get; init; }

    public required string Cause { get; init; }

    public required string Advice { get; init; }

    /// <summary>A rule that names no kind speaks of replies: without one it never holds.</summary>
    public bool Matches(DiagnosisSubject subject) =>
        (Kinds.Count == 0 ? subject.Code != 0 : subject.Kind is { } kind && Holds(Kinds, kind))
        && (Stages.Count == 0 || (subject.Stage is { } stage && Holds(Stages, stage)))
        && (Codes.Count == 0 || Holds(Codes, subject.Code) || (subject.Code != 0 && Holds(Codes, subject.Code / 100)))
        && (EnhancedCodes.Count == 0 || MatchesEnhanced(subject.EnhancedCode))
        && (Mechanisms.Count == 0 || Any(Mechanisms, subject.Mechanism))
        && (ChallengeStatuses.Count == 0 || Any(ChallengeStatuses, subject.Challenge?.Status))
        && (Hosts.Count == 0 || MatchesHost(subject.Host))
        && MatchesWords(subject.Words);

    private static bool Holds<T>(IReadOnlyList<T> choices, T value)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(choices[i], value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Any(IReadOnlyList<string> choices, string? value)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (string.Equals(choices[i], value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesEnhanced(string? code) =>
        code is { Length: > 1 } && (Any(EnhancedCodes, code) || Any(EnhancedCodes, "x" + code.Substring(1)));

    private bool MatchesHost(string host)
    {
        for (var i = 0; i < Hosts.Count; i++)
        {
            var suffix = Hosts[i];
            if (host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && (host.Length == suffix.Length || host[host.Length - suffix.Length - 1] == '.'))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesWords(string words)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (!AnyOf(Words[i], words))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AnyOf(IReadOnlyList<WordPattern> patterns, string words)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns[i].Matches(words))
            {
                return true;
            }
        }

        return false;
    }
}
