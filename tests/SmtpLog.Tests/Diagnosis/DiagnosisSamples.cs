using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpLog.Diagnosis;

namespace SmtpLog.Tests.Diagnosis;

/// <summary>Samples/Diagnosis/replies.txt.</summary>
internal static partial class DiagnosisSamples
{
    public static IReadOnlyList<(string Id, DiagnosisInput Input)> All { get; } =
        [.. DataBlock.Read(Lines()).Select(block => (block.Name, Input(block)))];

    private static IEnumerable<string> Lines() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Samples", "Diagnosis", "replies.txt"))
            .Where(line => line.Length > 0 && line[0] != '#');

    private static DiagnosisInput Input(DataBlock block)
    {
        var fields = block.Fields.ToDictionary(field => field.Key, field => field.Value.Replace("\\n", "\n"));
        var reply = fields.GetValueOrDefault("reply");
        var codes = Codes().Match(reply ?? string.Empty);
        return new DiagnosisInput
        {
            ErrorKind = Parse<SmtpErrorKind>(fields.GetValueOrDefault("kind")),
            Stage = Parse<SmtpStage>(fields.GetValueOrDefault("stage")),
            Code = codes.Success ? int.Parse(codes.Groups["code"].Value, CultureInfo.InvariantCulture) : null,
            EnhancedCode = codes.Groups["enhanced"] is { Success: true } enhanced ? enhanced.Value : null,
            Reply = reply,
            Detail = fields.GetValueOrDefault("detail"),
            Mechanism = fields.GetValueOrDefault("mechanism"),
            Host = fields.GetValueOrDefault("host"),
            Challenge = fields.GetValueOrDefault("challenge"),
        };
    }

    private static T? Parse<T>(string? name)
        where T : struct => name is null ? null : Enum.Parse<T>(name);

    [GeneratedRegex(@"^(?<code>\d{3})[- ](?:(?<enhanced>[245]\.\d{1,3}\.\d{1,3})\s)?")]
    private static partial Regex Codes();
}
