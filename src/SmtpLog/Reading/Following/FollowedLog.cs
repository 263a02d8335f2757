using System;
using System.IO;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.Reading.Following;

/// <summary>
/// One log, in however many files it comes: the one under its name, that which takes its place when it is renamed or
/// removed, and of the numbered ones of Start-SmtpLog the next. Conversations go on from file to file. The file that was
/// left last stays open: whoever has not noticed yet may still write to it.
/// </summary>
internal sealed class FollowedLog : IDisposable
{
    // Clocks of file systems are as coarse as this.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly LogReaderOptions _options;
    private readonly IRecordOutput _output;
    private readonly Action<string, Exception> _failed;
    private readonly ConversationTracker _conversations = new();
    private readonly LogFileNames? _names;
    private int _number;
    private FollowedFile _current;
    private FollowedFile? _previous;
    private Action? _caughtUp;
    private bool _isRefused;

    /// <param name="path">Where it begins.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="output">Takes the records of all its files.</param>
    /// <param name="failed">Is told what cannot be read, and why; the log goes on.</param>
    /// <param name="caughtUp">Called once, when all has been read that was there.</param>
    /// <exception cref="UnfollowableException">Nothing can be appended to it.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public FollowedLog(string path, LogReaderOptions options, IRecordOutput output, Action<string, Exception> failed, Action? caughtUp = null)
    {
        Path = path;
        _options = options;
        _output = output;
        _failed = failed;
        _caughtUp = caughtUp;
        _names = LogFileNames.Of(path, out _number);
        _current = Follow(GrowingFile.Open(path));
    }

    /// <summary>The file that it is in now.</summary>
    public string Path { get; private set; }

    /// <summary>Reads what has come. False where there was nothing: then it was also looked for the next file.</summary>
    /// <exception cref="UnknownDialectException">It is in no dialect.</exception>
    /// <exception cref="IOException">It cannot be read any more.</exception>
    public bool ReadOn()
    {
        bool any = _previous is not null && Read(_previous);
        if (_previous is { IsFinished: false } && _current.HasMore)
        {
            // The writers have moved on.
            Read(_previous);
            Finish(_previous);
        }

        any |= Read(_current);
        if (_caughtUp is not null && FindNext(out _) is null)
        {
            _caughtUp();
            _caughtUp = null;
        }

        return any || TryMoveOn();
    }

    /// <summary>It is not followed any longer: what was held back comes out.</summary>
    public void Complete()
    {
        if (_previous is not null)
        {
            Finish(_previous);
        }

        Finish(_current);
        _output.Complete();
    }

    public void Dispose()
    {
        _previous?.Dispose();
        _current.Dispose();
    }

    private FollowedFile Follow(GrowingFile file)
    {
        string path = Path;
        return new FollowedFile(file, () => new LogEngine(path, _options.Dialect, _output, conversations: _conversations));
    }

    private bool Read(FollowedFile file)
    {
        if (!file.Look())
        {
            Finish(file);
            file.Restart();
        }

        return file.ReadOn(_options.Cancellation);
    }

    private bool TryMoveOn()
    {
        GrowingFile? file = TryOpen(Path);
        if (file is not null && _current.IsSameAs(file))
        {
            file.Dispose();
            file = null;
        }

        string path = Path;
        int number = _number;
        if (file is null && FindNext(out int nextNumber) is { } next)
        {
            number = nextNumber;
            path = next;
            file = TryOpen(path);
        }

        if (file is null)
        {
            return false;
        }

        // Whatever was written to the old one before this one began is there by now.
        Read(_current);
        if (_previous is not null)
        {
            Finish(_previous);
            _previous.Dispose();
        }

        Path = path;
        _number = number;
        _previous = _current;
        _current = Follow(file);
        return true;
    }

    /// <summary>The file of the next number; null where there is none, or an earlier run has left it.</summary>
    private string? FindNext(out int number)
    {
        number = _names?.Next(_number) ?? 0;
        if (number == 0)
        {
            return null;
        }

        string next = _names!.PathOf(number);
        var current = new FileInfo(Path);
        return current.Exists && File.GetLastWriteTimeUtc(next) < current.LastWriteTimeUtc - s_grace ? null : next;
    }

    /// <summary>Null where it is not there, or cannot be opened, which is told once.</summary>
    private GrowingFile? TryOpen(string path)
    {
        try
        {
            var file = GrowingFile.Open(path);
            _isRefused = false;
            return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // It may come back.
            _isRefused = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnfollowableException)
        {
            if (!_isRefused)
            {
                _isRefused = true;
                _failed(path, e);
            }
        }

        return null;
    }

    private void Finish(FollowedFile file)
    {
        try
        {
            file.Finish(_options.Cancellation);
        }
        catch (UnknownDialectException e)
        {
            _failed(e.Path ?? Path, e);
        }
    }
}
