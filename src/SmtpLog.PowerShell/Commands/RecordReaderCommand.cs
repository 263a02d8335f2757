using System;
using System.IO;
using SmtpLog.Reading;

namespace SmtpLog.PowerShell.Commands;

/// <summary>A cmdlet that makes objects of what transcripts say.</summary>
public abstract class RecordReaderCommand : LogReaderCommand
{
    private LogFeed? _feed;

    private protected abstract LogReaderOptions CreateOptions();

    /// <summary>What makes objects of a file's records, or where <paramref name="file"/> is null of the pipeline's.</summary>
    private protected abstract IRecordOutput CreateOutput(string? file, LogReaderOptions options);

    /// <summary>Asked before lines from the pipeline are read.</summary>
    private protected virtual void ExpectLines()
    {
        // Lines are welcome.
    }

    private protected override void ReadFile(string file, Func<Stream> open)
    {
        using Stream stream = open();
        LogReaderOptions options = CreateOptions();
        LogReader.Read(stream, file, options, CreateOutput(file, options));
    }

    private protected override void TakeLine(string line)
    {
        _feed ??= CreateFeed();
        _feed.Feed(line);
    }

    private protected override void CompleteLines() => _feed?.Complete();

    private LogFeed CreateFeed()
    {
        ExpectLines();
        LogReaderOptions options = CreateOptions();
        return new LogFeed(options.Dialect, CreateOutput(null, options));
    }
}
