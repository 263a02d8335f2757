using System;
using System.Collections.Generic;
using System.Linq;
using SmtpLog.Reading;

namespace SmtpLog.Tests.Mutations;

/// <summary>Filters that some of these entries come through, and what they must do as said of finished entries.</summary>
internal static class RandomFilter
{
    public static LogReaderOptions Of(Random random, SmtpLogDialect dialect, IReadOnlyList<SmtpLogEntry> entries)
    {
        SmtpLogEntry Any() => entries[random.Next(entries.Count)];
        bool Wanted() => entries.Count > 0 && random.Next(3) == 0;
        string code = (Wanted() ? Any().Code?.ToString(System.Globalization.CultureInfo.InvariantCulture) : null) ?? "5xx";
        return new()
        {
            Dialect = dialect,
            Codes = random.Next(3) == 0 && CodeFilter.TryParse(code, out CodeFilter filter) ? [filter] : [],
            Failed = random.Next(4) == 0,
            After = Wanted() ? Any().Timestamp : null,
            Before = Wanted() ? Any().Timestamp : null,
            SessionIds = Wanted() && Any().SessionId is { } session && !session.Contains('\uFFFD', StringComparison.Ordinal) ? [session] : [],
            Origins = Wanted() ? [Any().Origin] : [],
            Commands = Wanted() && Any().Command is { } command ? [command] : [],
        };
    }

    public static bool Accepts(LogReaderOptions options, SmtpLogEntry entry) =>
        (options.Codes.Count == 0 || (entry.Code is { } code && options.Codes.Any(filter => filter.Matches(code))))
        && (!options.Failed || entry.IsError)
        && (options.After is null || entry.Timestamp >= options.After)
        && (options.Before is null || entry.Timestamp < options.Before)
        && (options.SessionIds.Count == 0 || options.SessionIds.Contains(entry.SessionId))
        && (options.Origins.Count == 0 || options.Origins.Contains(entry.Origin))
        && (options.Commands.Count == 0 || options.Commands.Contains(entry.Command, StringComparer.OrdinalIgnoreCase));
}
