using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Measuring;

/// <summary>Counts sessions as they go by and keeps none of them; its memory depends on how many servers, files and hours there are, up to a bound.</summary>
internal sealed class SummaryBuilder
{
    /// <summary>Stands for what was too much to tell apart.</summary>
    public const string Others = "(others)";

    private const int MostHours = 24;

    private readonly long[] _outcomes = new long[Enum.GetValues(typeof(SmtpSessionOutcome)).Length];
    private readonly LatencyHistogram?[] _latencies = new LatencyHistogram?[Enum.GetValues(typeof(SmtpStage)).Length];
    private readonly FailureCounts _failures = new();
    private readonly SecurityCounts _security = new();
    private readonly LongestPauses _pauses = new();
    private readonly BoundedTable<(string? Server, int? Port), SmtpServerCount> _servers = new(
        (Others, null), key => new() { Server = key.Server, Port = key.Port });

    private readonly BoundedTable<DateTimeOffset, SmtpHourCount> _hours = new(default, hour => new() { Hour = hour }, 100_000);
    private readonly BoundedTable<string, SmtpFileCount> _files = new(Others, path => new() { Path = path.Length == 0 ? null : path });
    private DateTimeOffset? _start;
    private DateTimeOffset? _end;
    private long _messages;
    private long _accepted;
    private long _refused;
    private long _recipients;
    private long _recipientsRefused;
    private long _bytes;

    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    public static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    /// <summary>A file was read, whatever was in it; null for lines from the pipeline.</summary>
    public void AddFile(string? path) => _ = _files[path ?? string.Empty];

    public void Add(SmtpLogSession session)
    {
        string? server = NameOf(session);
        bool hasFailed = session.Outcome == SmtpSessionOutcome.Failed;
        _outcomes[(int)session.Outcome]++;
        _start = Earlier(_start, session.Start);
        _end = Later(_end, session.End);
        if (hasFailed)
        {
            _failures.Take(session);
        }

        _security.Take(session, server);
        _pauses.Take(session, server);
        foreach ((SmtpStage stage, long ticks) in session.Kept.Latencies())
        {
            (_latencies[(int)stage] ??= new()).Add(ticks);
        }

        SmtpServerCount row = _servers[(server, session.Port)];
        row.Sessions++;
        row.Failed += hasFailed ? 1 : 0;
        long accepted = AddMessages(session, row);
        SmtpFileCount file = _files[session.Path ?? string.Empty];
        file.Sessions++;
        file.Failed += hasFailed ? 1 : 0;
        file.MessagesAccepted += accepted;
        if (session.Start is { } start)
        {
            SmtpHourCount hour = _hours[new DateTimeOffset(start.Year, start.Month, start.Day, start.Hour, 0, 0, start.Offset)];
            hour.Sessions++;
            hour.Failed += hasFailed ? 1 : 0;
            hour.MessagesAccepted += accepted;
        }
    }

    public SmtpLogSummary Build() => new()
    {
        Start = _start,
        End = _end,
        Sessions = _outcomes.Sum(),
        Completed = _outcomes[(int)SmtpSessionOutcome.Completed],
        Failed = _outcomes[(int)SmtpSessionOutcome.Failed],
        Open = _outcomes[(int)SmtpSessionOutcome.Open],
        Incomplete = _outcomes[(int)SmtpSessionOutcome.Incomplete],
        Messages = _messages,
        MessagesAccepted = _accepted,
        MessagesRefused = _refused,
        Recipients = _recipients,
        RecipientsRefused = _recipientsRefused,
        Bytes = _bytes,
        FailuresByKind = _failures.Kinds,
        FailuresByCode = _failures.Codes,
        Servers = [.. _servers.Rows.OrderByDescending(row => row.Failed).ThenByDescending(row => row.Sessions).ThenBy(row => row.Server, StringComparer.Ordinal).ThenBy(row => row.Port)],
        Mechanisms = _security.Mechanisms,
        TlsVersions = _security.Versions,
        Latencies = [.. Latencies()],
        BusiestHours = [.. _hours.Rows.OrderByDescending(row => row.Sessions).ThenBy(row => row.Hour).Take(MostHours)],
        LongestPauses = [.. _pauses.All],
        Files = [.. _files.Rows],
    };

    /// <summary>A greeting begins with the server's name (RFC 5321, section 4.2).</summary>
    private static string? NameOf(SmtpLogSession session) =>
        session.Server ?? (session.Banner?.Split(' ')[0] is { Length: > 0 } name ? name : null);

    private long AddMessages(SmtpLogSession session, SmtpServerCount row)
    {
        long accepted = 0;
        foreach (SmtpLogMessage message in session.Messages)
        {
            if (message.IsWithdrawn)
            {
                continue;
            }

            _messages++;
            _recipients += message.Recipients.Count;
            _recipientsRefused += message.Recipients.Count(recipient => recipient.Code >= 400);
            if (message.Accepted)
            {
                accepted++;
                _bytes += message.Size ?? 0;
                row.Bytes += message.Size ?? 0;
            }
            else if (message.Code is not null)
            {
                _refused++;
                row.MessagesRefused++;
            }
        }

        _accepted += accepted;
        row.MessagesAccepted += accepted;
        return accepted;
    }

    private IEnumerable<SmtpLatency> Latencies()
    {
        for (int stage = 0; stage < _latencies.Length; stage++)
        {
            if (_latencies[stage] is { } times)
            {
                yield return new SmtpLatency
                {
                    Stage = (SmtpStage)stage,
                    Count = times.Count,
                    P50 = times.Percentile(50),
                    P90 = times.Percentile(90),
                    P95 = times.Percentile(95),
                    P99 = times.Percentile(99),
                    Maximum = times.Maximum,
                };
            }
        }
    }
}
