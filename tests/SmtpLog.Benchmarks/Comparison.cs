using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace SmtpLog.Benchmarks;

/// <summary>One figure: two things measured in turn, the median of the ratios.</summary>
internal sealed class Comparison(string name, string against, string target, Func<double, bool> isReached, Action subject, Action reference)
{
    /// <summary>How often it is measured, after the warm-up.</summary>
    public int Rounds { get; init; } = 11;

    /// <summary>
    /// How long both sides run before: the runtime compiles what is called often once more, in the background, which takes
    /// a second or two, and longer where both sides leave it little of the processor.
    /// </summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The reference's own account of its time in milliseconds, in place of the time that its action takes.</summary>
    public Func<double>? ReferenceTime { get; init; }

    /// <summary>Both sides are measured on one processor, with all their threads.</summary>
    public bool IsOnOneProcessor { get; init; }

    /// <summary>True: the ratio is of rates (bigger is better); false: of times.</summary>
    public bool IsRate { get; init; }

    public void Run()
    {
        RunWarm();
        using OneProcessor? processor = IsOnOneProcessor ? new OneProcessor() : null;
        List<double> ratios = [];
        List<double> subjects = [];
        List<double> references = [];
        for (int round = 0; round < Rounds; round++)
        {
            // In turns, so that neither always comes behind the other.
            double a = round % 2 == 0 ? Time(subject) : 0;
            double b = ReferenceTime?.Invoke() ?? Time(reference);
            a = round % 2 == 0 ? a : Time(subject);
            subjects.Add(a);
            references.Add(b);
            ratios.Add(IsRate ? b / a : a / b);
        }

        double ratio = Median(ratios);
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "| {0} | {1} | {2} | {3:0.00} × ({4:0.0} ms : {5:0.0} ms) | {6} |",
            name, against, target, ratio, Median(subjects), Median(references), isReached(ratio) ? "yes" : "no"));
    }

    private void RunWarm()
    {
        var clock = Stopwatch.StartNew();
        do
        {
            subject();
            reference();
        }
        while (clock.Elapsed < WarmUp);
    }

    private static double Time(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
