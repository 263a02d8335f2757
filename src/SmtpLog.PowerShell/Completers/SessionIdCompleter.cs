using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SmtpLog.Reading;
using SmtpLog.Reading.Files;
using SmtpLog.Reading.Scanning;
using SmtpLog.Reading.Sessions;

namespace SmtpLog.PowerShell.Completers;

/// <summary>The sessions of the file that -Path or -LiteralPath names, those that failed first.</summary>
public sealed class SessionIdCompleter : IArgumentCompleter
{
    // Whoever presses Tab waits: what stands beyond the first megabytes of a log is not offered.
    private const int Most = 8 * 1024 * 1024;

    private const string Resolve = "$ExecutionContext.SessionState.Path.GetResolvedProviderPathFromPSPath($args[0], [ref] $null)";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string? path = (fakeBoundParameters["Path"] ?? fakeBoundParameters["LiteralPath"]) is { } named ? First(named) : null;
        return path is null
            ? []
            : Sessions(path)
                .Where(session => session.SessionId is not null && Completion.Fits(session.SessionId, wordToComplete))
                .OrderByDescending(session => session.Outcome == SmtpSessionOutcome.Failed)
                .GroupBy(session => session.SessionId)
                .Select(group => Completion.Of(group.Key!, $"{group.Key}: {Formatting.EntryView.DateAndTime(group.First().Start)} {group.First()}"));
    }

    private static string? First(object named)
    {
        object? value = named is PSObject wrapped ? wrapped.BaseObject : named;
        return (value is IEnumerable<object> many ? many.FirstOrDefault() : value)?.ToString();
    }

    private static List<SmtpLogSession> Sessions(string path)
    {
        List<SmtpLogSession> sessions = [];
        try
        {
            using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
            string? file = shell.AddScript(Resolve).AddArgument(path).Invoke<string>().FirstOrDefault();
            if (file is not null)
            {
                using Stream stream = LogFile.Open(file);
                var options = new LogReaderOptions();
                LogReader.Read(new BoundedStream(stream, Most), file, options, new SessionOutput(options, sessions.Add));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnknownDialectException or RuntimeException)
        {
            // Nothing to offer: the cmdlet itself will say what is wrong with the path.
        }

        return sessions;
    }
}
