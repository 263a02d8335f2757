using System;
using System.Collections.Generic;
using System.IO;

namespace SmtpLog.Reading.Following;

/// <summary>
/// One log, in however many files it comes: the one under its name, that which takes its place when it is renamed or
/// removed, and of the numbered ones of Start-SmtpLog the next. Conversations go on from file to file. The file that was
/// left last stays open: whoever has not noticed yet may still write to it.
/// </summary>
internal sealed class FollowedLog : IDisposable
{
    private readonly LogReaderOptions _options;
    private readonly IRecordOutput _output;
    private readonly Action<string, Exception> _failed;
    private readonly ConversationTracker _conversations = new();
    private readonly Queue<string> _coming;
    private FollowedFile _current;
    private FollowedFile? _previous;
    private Action? _caughtUp;
    private string? _refused;

    /// <param name="files">The files that it is in, in order, the last of which may grow.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="output">Takes the records of all its files.</param>
    /// <param name="failed">Is told what cannot be read, and why; the log goes on.</param>
    /// <param name="caughtUp">Called once, when all has been read that was there.</param>
    /// <exception cref="UnfollowableException">Nothing can be appended to it.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public FollowedLog(IReadOnlyList<string> files, LogReaderOptions options, IRecordOutput output, Action<string, Exception> failed, Action? caughtUp = null)
    {
        _coming = new Queue<string>(files);
        _options = options;
        _output = output;
        _failed = failed;
        _caughtUp = caughtUp;
        _current = Follow(OpenFirst());
    }

    /// <summary>The file that it is in now.</summary>
    public string Path { get; private set; } = string.Empty;

    private bool HasSuccessor => _coming.Count > 0 || LogFiles.Next(Path) is not null;

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
        if (_caughtUp is not null && !HasSuccessor)
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

    private GrowingFile OpenFirst()
    {
        while (true)
        {
            Path = _coming.Dequeue();
            try
            {
                return GrowingFile.Open(Path);
            }
            catch (Exception e) when (_coming.Count > 0 && (e is IOException or UnauthorizedAccessException or UnfollowableException))
            {
                _failed(Path, e);
            }
        }
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

        try
        {
            return file.ReadOn(_options.Cancellation);
        }
        catch (UnknownDialectException e) when (file != _current || HasSuccessor)
        {
            _failed(e.Path ?? Path, e);
            return false;
        }
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
        while (file is null && _coming.Count > 0)
        {
            path = _coming.Dequeue();
            file = TryOpen(path);
        }

        if (file is null && LogFiles.Next(Path) is { } next)
        {
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
        _previous = _current;
        _current = Follow(file);
        return true;
    }

    /// <summary>Null where it is not there, or cannot be opened, which is told once.</summary>
    private GrowingFile? TryOpen(string path)
    {
        try
        {
            var file = GrowingFile.Open(path);
            _refused = null;
            return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // It may come back.
            _refused = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnfollowableException)
        {
            if (path != _refused)
            {
                _refused = path;
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
