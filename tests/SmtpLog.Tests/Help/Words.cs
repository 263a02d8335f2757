using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Engine;

namespace SmtpLog.Tests.Help;

/// <summary>The names that help may speak of.</summary>
internal static partial class Words
{
    /// <summary>Parameters of PowerShell's own commands, and options of other programs.</summary>
    private static readonly string[] s_ofOthers =
        ["ErrorAction", "WhatIf", "Confirm", "Parallel", "NoElement", "Descending", "Examples", "eq", "in", "not", "Wildcard", "debug", "v", "X", "trace", "trace-ascii", "trace-time", "show-time-lapse", "show-raw-text"];

    public static IReadOnlyList<string> Topics { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Staged.Module, "en-US"), "about_*.help.txt").Select(path => Path.GetFileName(path).Replace(".help.txt", string.Empty))];

    /// <summary>SmtpErrorKind's names, and those for mistakes in a call.</summary>
    public static IReadOnlyList<string> ErrorIds { get; } =
    [
        .. Enum.GetNames<SmtpErrorKind>(),
        .. RealCommand.All.Values.First().Cmdlet.ImplementingType.Assembly.GetType("SmtpLog.PowerShell.Errors", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    private static HashSet<string> Parameters { get; } = RealCommand.All.Values
        .SelectMany(command => command.Parameters.SelectMany(parameter => parameter.First().Aliases.Append(parameter.Key)))
        .Concat(s_ofOthers)
        .ToHashSet(StringComparer.Ordinal);

    public static bool IsCmdletOrTopic(string name) => RealCommand.All.ContainsKey(name) || Topics.Contains(name);

    /// <summary>The cmdlets, topics and parameters in a text that do not exist.</summary>
    public static IReadOnlyList<string> Unknown(string text) =>
    [
        .. Cmdlet().Matches(text).Select(match => match.Value).Where(name => !RealCommand.All.ContainsKey(name)),
        .. Topic().Matches(text).Select(match => match.Value).Where(name => !Topics.Contains(name)),
        .. Parameter().Matches(text).Select(match => match.Groups[1].Value).Where(name => !Parameters.Contains(name)).Select(name => "-" + name),
    ];

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+-Smtp\w+")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"\babout_SmtpLog\w*")]
    private static partial Regex Topic();

    [GeneratedRegex(@"(?<![\w.*-])-{1,2}([A-Za-z][A-Za-z-]*)")]
    private static partial Regex Parameter();
}
