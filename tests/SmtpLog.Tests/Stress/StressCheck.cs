using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SmtpLog.Tests.Stress;

/// <summary>
/// Looks at all that was logged: every line whole; the counters of each process rising in every log, and without a gap
/// over all its logs; every session from its first line to its last, as the server saw it; every message once.
/// </summary>
internal sealed class StressCheck(StressPlan plan, string serverTranscript)
{
    private readonly StressReport _report = new();

    private List<string> Problems => _report.Problems;

    public StressReport Check(string? ownLog, string? folder)
    {
        IReadOnlyList<LoggedLine> own = ownLog is null ? [] : Read(ownLog);
        _report.Files = folder is null ? [] : Numbered(folder);
        LoggedLine[] numbered = [.. _report.Files.SelectMany(Read)];
        _report.Lines = own.Count + numbered.Length;
        if (folder is not null && plan.MaximumFiles > 0)
        {
            // The oldest are gone, as they should be; what is kept is whole.
            CheckRising(numbered);
            return _report;
        }

        if (own.Count > 0)
        {
            CheckLog(own, SmtpLogContent.Headers);
        }

        if (folder is not null)
        {
            CheckLog(numbered, plan.Content);
        }

        CheckGaps(own, numbered);
        return _report;
    }

    /// <summary>The numbered text logs of a folder, in order.</summary>
    public static IReadOnlyList<string> Numbered(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "SmtpLog_*.txt")
            .Select(path => (Path: path, Name: Path.GetFileNameWithoutExtension(path)["SmtpLog_".Length..]))
            .Where(file => int.TryParse(file.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _) && file.Name[0] != '0')
            .OrderBy(file => int.Parse(file.Name, CultureInfo.InvariantCulture))
            .Select(file => file.Path),
    ];

    private IReadOnlyList<LoggedLine> Read(string path)
    {
        _report.Bytes += new FileInfo(path).Length;
        return LoggedLine.Read(path, Problems);
    }

    private void CheckLog(IReadOnlyList<LoggedLine> lines, SmtpLogContent content)
    {
        CheckRising(lines);
        var sessions = Conversation.Divide(lines);
        _report.Sessions += sessions.Count;
        CheckSessions(sessions);
        if (content != SmtpLogContent.None)
        {
            CheckSubjects(lines);
        }
    }

    private void CheckRising(IEnumerable<LoggedLine> lines)
    {
        foreach (var process in lines.GroupBy(line => line.ProcessId))
        {
            long last = 0;
            foreach (LoggedLine line in process)
            {
                if (line.Counter <= last)
                {
                    Problems.Add($"Process {process.Key}: {line.Counter} comes after {last}.");
                }

                last = line.Counter;
            }
        }
    }

    /// <summary>A number is missing in a log only where it is a line of content that the other log was to show and this one not.</summary>
    private void CheckGaps(IReadOnlyList<LoggedLine> own, IReadOnlyList<LoggedLine> numbered)
    {
        var content = Conversation.Divide(own).SelectMany(session => session.Content.Select(counter => (session.Lines[0].ProcessId, counter))).ToHashSet();
        foreach (IReadOnlyList<LoggedLine> log in new[] { own, numbered }.Where(log => log.Count > 0))
        {
            var there = log.Select(line => (line.ProcessId, line.Counter)).ToHashSet();
            if (plan.Processes != there.Select(line => line.ProcessId).Distinct().Count())
            {
                Problems.Add($"A log has lines of {there.Select(line => line.ProcessId).Distinct().Count()} processes of {plan.Processes}.");
            }

            foreach (var process in own.Concat(numbered).GroupBy(line => line.ProcessId))
            {
                for (long counter = 1; counter <= process.Max(line => line.Counter); counter++)
                {
                    bool mayLack = ReferenceEquals(log, numbered) && plan.Content == SmtpLogContent.None && content.Contains((process.Key, counter));
                    if (there.Contains((process.Key, counter)) == mayLack)
                    {
                        Problems.Add($"Process {process.Key}: {counter} is {(mayLack ? "there and should not be" : "missing")}.");
                    }
                }
            }
        }
    }

    private void CheckSessions(IReadOnlyList<Conversation> sessions)
    {
        var seen = Conversation.ByClient(Conversation.Divide(LoggedLine.Parse(serverTranscript, "the server's transcript", Problems)));
        if (sessions.Count != plan.Processes * plan.Runspaces || seen.Count != sessions.Count)
        {
            Problems.Add($"There are {sessions.Count} sessions of {plan.Processes * plan.Runspaces}, and the server has {seen.Count}.");
        }

        foreach (Conversation session in sessions)
        {
            string name = $"Process {session.Lines[0].ProcessId}, session {session.Lines[0].SessionId}";
            if (!session.Lines[0].Body.StartsWith("### SMTP Connecting to ", StringComparison.Ordinal)
                || !session.Lines[^1].Body.StartsWith($"### SMTP Connection closed. messages={plan.Sends} ", StringComparison.Ordinal))
            {
                Problems.Add($"{name} goes from '{session.Lines[0].Body}' to '{session.Lines[^1].Body}'.");
            }

            if (session.Client is null || !seen.TryGetValue(session.Client, out var other) 
                || !session.Commands.SequenceEqual(other.Commands) || !session.Replies.SequenceEqual(other.Replies))
            {
                Problems.Add($"{name} is not what the server saw.");
            }
        }
    }

    private void CheckSubjects(IReadOnlyList<LoggedLine> lines)
    {
        string[] subjects = [.. lines.Select(line => line.Body).Where(body => body.StartsWith("C > \"Subject: ", StringComparison.Ordinal))];
        var wanted = from process in Enumerable.Range(1, plan.Processes)
            from runspace in Enumerable.Range(1, plan.Runspaces)
            from send in Enumerable.Range(1, plan.Sends)
            select string.Format(CultureInfo.InvariantCulture, "C > \"Subject: p{0}.{1}.{2}\"", process, runspace, send);
        if (!subjects.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal)))
        {
            Problems.Add($"{subjects.Length} subjects, {subjects.Distinct().Count()} different ones, are not those of the {plan.Messages} messages.");
        }
    }
}
