using System;
using System.Threading;

namespace SmtpLog.Reading.Following;

/// <summary>One file whose lines are read as they become whole.</summary>
internal sealed class FollowedFile : IDisposable
{
    private readonly GrowingFile _file;
    private readonly Func<LogEngine> _createEngine;
    private LineSplitter _lines;
    private LogEngine _engine;
    private bool _isUnknown;

    /// <param name="file">Is disposed of with this.</param>
    /// <param name="createEngine">Makes what reads it, from its first line on.</param>
    public FollowedFile(GrowingFile file, Func<LogEngine> createEngine)
    {
        _file = file;
        _createEngine = createEngine;
        _lines = new LineSplitter(file) { IsGrowing = true };
        _engine = createEngine();
    }

    public bool HasMore => _file.HasMore;

    /// <summary>True once what it held back has come out.</summary>
    public bool IsFinished { get; private set; }

    public bool IsSameAs(GrowingFile other) => _file.IsSameAs(other);

    /// <summary>Lets be read what is there by now. False where it was cut: then it has to be finished, and begun again.</summary>
    public bool Look() => _file.Look();

    /// <summary>Reads the lines that had their ends when one looked. False where there was nothing more.</summary>
    /// <exception cref="UnknownDialectException">Enough was seen, and no dialect has such lines.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public bool ReadOn(CancellationToken cancellation)
    {
        bool any = _file.HasMore && !_isUnknown;
        ReadLines(cancellation);
        _engine.Settle();
        return any;
    }

    /// <summary>It has been left: the line without an end, and what else waited for more, comes out as it is.</summary>
    /// <exception cref="UnknownDialectException">There were lines, and no dialect has such.</exception>
    public void Finish(CancellationToken cancellation)
    {
        IsFinished = true;
        _lines.IsGrowing = false;
        ReadLines(cancellation);
        Try(() =>
        {
            ReadOnlySpan<byte> rest = _lines.TakeRest();
            if (!rest.IsEmpty)
            {
                _engine.Rest(rest);
            }

            _engine.Finish();
        });
        _lines.IsGrowing = true;
    }

    /// <summary>Reads it from its beginning.</summary>
    public void Restart()
    {
        _lines.Dispose();
        _file.Restart();
        _file.Look();
        _lines = new LineSplitter(_file) { IsGrowing = true };
        _engine = _createEngine();
        _isUnknown = IsFinished = false;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _file.Dispose();
    }

    private void ReadLines(CancellationToken cancellation) => Try(() =>
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            cancellation.ThrowIfCancellationRequested();
            _engine.Line(line);
        }
    });

    /// <summary>It is found to be in no dialect only once.</summary>
    private void Try(Action read)
    {
        if (_isUnknown)
        {
            return;
        }

        try
        {
            read();
        }
        catch (UnknownDialectException)
        {
            _isUnknown = true;
            throw;
        }
    }
}
