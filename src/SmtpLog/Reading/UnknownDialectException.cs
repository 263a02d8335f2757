using System;
using System.Collections.Generic;
using System.Linq;
using SmtpLog.Reading.Dialects;

namespace SmtpLog.Reading;

/// <summary>Nothing in the first lines of an input looks like a transcript in any dialect.</summary>
internal sealed class UnknownDialectException : FormatException
{
    public UnknownDialectException(string? path, long lines)
        : base(Describe(path, lines))
    {
        Path = path;
    }

    /// <summary>The file; null for lines from the pipeline.</summary>
    public string? Path { get; }

    /// <summary>What there is to choose from.</summary>
    public static IReadOnlyList<SmtpLogDialect> Dialects { get; } = LogDialects.All.Select(dialect => dialect.Dialect).ToArray();

    private static string Describe(string? path, long lines)
    {
        string input = path is null ? "The input" : $"'{path}'";
        return $"{input} is not an SMTP log in a known format: none of its first {lines} lines is one of {string.Join(", ", Dialects)}.";
    }
}
