using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Report;

/// <summary>Sessions over time by outcome, in at most sixty equal steps of a length that a clock has.</summary>
internal sealed class Timeline
{
    private const int MostSteps = 60;

    private static readonly long[] s_steps =
        [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400, 604800, 2592000];

    private readonly List<KeyValuePair<long, SmtpSessionOutcome>> _starts = [];

    public void Add(SmtpLogSession session)
    {
        if (session.Start is { } start)
        {
            _starts.Add(new(start.ToUnixTimeSeconds(), session.Outcome));
        }
    }

    /// <summary>The length of a step in seconds.</summary>
    public long Step { get; private set; } = 1;

    /// <summary>All steps from the first session to the last: the second of the Unix epoch at which each begins, and its sessions by outcome.</summary>
    public IReadOnlyList<KeyValuePair<long, long[]>> Steps()
    {
        if (_starts.Count == 0)
        {
            return [];
        }

        long first = _starts.Min(start => start.Key);
        long last = _starts.Max(start => start.Key);
        Step = s_steps.FirstOrDefault(step => Count(first, last, step) <= MostSteps);
        for (long step = s_steps[s_steps.Length - 1]; Step == 0; step *= 2)
        {
            Step = Count(first, last, step) <= MostSteps ? step : 0;
        }

        long origin = Floor(first, Step);
        int outcomes = Enum.GetValues(typeof(SmtpSessionOutcome)).Length;
        var steps = new KeyValuePair<long, long[]>[Count(first, last, Step)];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = new(origin + (i * Step), new long[outcomes]);
        }

        foreach (var start in _starts)
        {
            steps[(start.Key - origin) / Step].Value[(int)start.Value]++;
        }

        return steps;
    }

    private static long Count(long first, long last, long step) => ((Floor(last, step) - Floor(first, step)) / step) + 1;

    /// <summary>Also right for times before 1970.</summary>
    private static long Floor(long time, long step) => time - (((time % step) + step) % step);
}
