using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpLog.Diagnosis;

/// <summary>The rules of Diagnosis/Rules, in the order in which they are tried.</summary>
internal sealed class DiagnosisTable
{
    private static readonly Lazy<DiagnosisTable> s_default = new(Load);

    private static readonly string[] s_files =
    [
        "1-login.txt", "2-access.txt", "3-sender.txt", "4-recipient.txt", "5-message.txt", "6-protocol.txt",
        "7-client.txt", "8-codes.txt", "9-kinds.txt",
    ];

    private static readonly HashSet<string> s_fields = new(StringComparer.Ordinal)
    {
        "kind", "stage", "code", "enhanced", "words", "challenge", "mechanism", "host", "meaning", "cause", "advice",
    };

    private readonly Dictionary<SmtpErrorKind, DiagnosisRule> _kinds;

    /// <exception cref="FormatException">A block is not a rule; the message names it.</exception>
    public DiagnosisTable(IEnumerable<DataBlock> blocks)
    {
        Rules = [.. blocks.Select(Rule)];
        _kinds = Rules.Where(rule => Enum.TryParse<SmtpErrorKind>(rule.Id, out _)).ToDictionary(rule => rule.Kinds[0]);
    }

    public static DiagnosisTable Default => s_default.Value;

    public IReadOnlyList<DiagnosisRule> Rules { get; }

    public DiagnosisRule? Find(DiagnosisSubject subject)
    {
        for (var i = 0; i < Rules.Count; i++)
        {
            if (Rules[i].Matches(subject))
            {
                return Rules[i];
            }
        }

        return null;
    }

    /// <summary>The rule that speaks of a kind of failure as such.</summary>
    public DiagnosisRule OfKind(SmtpErrorKind kind) => _kinds[kind];

    private static DiagnosisTable Load() =>
        new(s_files.SelectMany(file => DataBlock.Read(DataFile.Lines(file))));

    private static DiagnosisRule Rule(DataBlock block)
    {
        var unknown = block.Fields.FirstOrDefault(field => !s_fields.Contains(field.Key)).Key;
        if (unknown is not null)
        {
            throw new FormatException($"[{block.Name}] has a field '{unknown}', which is not known.");
        }

        return new DiagnosisRule
        {
            Id = block.Name,
            Kinds = [.. Choices(block, "kind").Select(choice => Name<SmtpErrorKind>(block, choice))],
            Stages = [.. Choices(block, "stage").Select(choice => Name<SmtpStage>(block, choice))],
            Codes = [.. Choices(block, "code").Select(choice => Code(block, choice))],
            EnhancedCodes = [.. Choices(block, "enhanced")],
            Words = [.. Values(block, "words").Select(line => Split(line).Select(words => new WordPattern(words)).ToArray())],
            ChallengeStatuses = [.. Choices(block, "challenge")],
            Mechanisms = [.. Choices(block, "mechanism")],
            Hosts = [.. Choices(block, "host")],
            Meaning = Values(block, "meaning").SingleOrDefault(),
            Cause = One(block, "cause"),
            Advice = One(block, "advice"),
        };
    }

    private static IEnumerable<string> Values(DataBlock block, string field) =>
        block.Fields.Where(pair => pair.Key == field).Select(pair => pair.Value);

    private static IEnumerable<string> Choices(DataBlock block, string field) => Values(block, field).SelectMany(Split);

    private static IEnumerable<string> Split(string line) => line.Split('|').Select(choice => choice.Trim());

    private static string One(DataBlock block, string field) =>
        Values(block, field).SingleOrDefault() is { Length: > 0 } value
            ? value
            : throw new FormatException($"[{block.Name}] must have one '{field}'.");

    private static T Name<T>(DataBlock block, string choice)
        where T : struct =>
        Enum.TryParse<T>(choice, out var value)
            ? value
            : throw new FormatException($"[{block.Name}]: '{choice}' is not a {typeof(T).Name}.");

    private static int Code(DataBlock block, string choice)
    {
        var digits = choice.EndsWith("xx", StringComparison.OrdinalIgnoreCase) ? choice.Substring(0, 1) : choice;
        return choice == "none" ? 0
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code
            : throw new FormatException($"[{block.Name}]: '{choice}' is not a code.");
    }
}
