using System;
using System.IO;
using System.Runtime.ExceptionServices;
using SmtpLog.Reading;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Protection;

/// <summary>
/// Copies a log without its secrets, in constant memory. Where it can be read twice, the first time is for finding them, so
/// that one is masked also where it stands before the login that gives it away.
/// </summary>
internal static class LogProtector
{
    /// <summary>Hands on the lines of a log as strings.</summary>
    /// <param name="open">Opens the log, from its beginning each time.</param>
    /// <param name="path">Its path.</param>
    /// <param name="options">How.</param>
    /// <param name="emit">Takes each line.</param>
    /// <exception cref="UnknownDialectException">It is in no known format; nothing was handed on.</exception>
    /// <exception cref="IOException">It is damaged or cannot be read on; what stands before that was handed on.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void ToLines(Func<Stream> open, string? path, ProtectorOptions options, Action<string> emit) =>
        Protect(open, path, options, (encoding, _) => new TextOutput(encoding, emit));

    /// <summary>Writes the log, byte for byte what it was but for what is masked.</summary>
    /// <param name="open">Opens the log, from its beginning each time.</param>
    /// <param name="path">Its path.</param>
    /// <param name="options">How.</param>
    /// <param name="target">Where to.</param>
    /// <exception cref="UnknownDialectException">It is in no known format; nothing was written.</exception>
    /// <exception cref="IOException">It is damaged or cannot be read on.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void ToStream(Func<Stream> open, string? path, ProtectorOptions options, Stream target)
    {
        FileOutput? output = null;
        Protect(open, path, options, (encoding, rest) => output = new FileOutput(target, encoding, rest));
        output!.Complete();
    }

    private static void Protect(Func<Stream> open, string? path, ProtectorOptions options, Func<InputEncoding, Func<byte[]>, IProtectedOutput> output)
    {
        var known = new KnownSecrets();
        using (Stream stream = open())
        {
            if (!CanReopen(stream))
            {
                Read(stream, path, options, known, output);
                return;
            }

            known.IsCollecting = true;
            try
            {
                Read(stream, path, options, known, output: null);
            }
            catch (IOException)
            {
                // What stands before the damage is read again, up to it.
            }

            known.IsCollecting = false;
        }

        using Stream again = open();
        Read(again, path, options, known, output);
    }

    /// <summary>False for a pipe or a terminal, of which what was read is gone.</summary>
    private static bool CanReopen(Stream stream) => stream.CanSeek || stream is Reading.Files.GunzipStream { IsFile: true };

    private static void Read(
        Stream stream, string? path, ProtectorOptions options, KnownSecrets known, Func<InputEncoding, Func<byte[]>, IProtectedOutput>? output)
    {
        var encoding = InputEncoding.Of(stream);
        Stream text = encoding.Open();
        LineQueue? queue = output is null ? null : new LineQueue(output(encoding, () => text is Utf16Stream utf16 ? utf16.Rest.ToArray() : []));
        var engine = new LogEngine(path, options.Dialect, new ProtectorOutput(known, output is null ? null : options.Addresses, queue));
        using var lines = new LineSplitter(text, stream);
        ExceptionDispatchInfo? failure = null;
        try
        {
            while (lines.TryRead(out ReadOnlySpan<byte> line))
            {
                options.Cancellation.ThrowIfCancellationRequested();
                queue?.Add(line, lines.LineEnd);
                engine.Line(line);
            }
        }
        catch (IOException e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        try
        {
            var rest = lines.TakeRest();
            if (!rest.IsEmpty || !lines.LineEnd.IsEmpty)
            {
                queue?.Add(rest, lines.LineEnd);
            }

            engine.Line(rest);
            engine.Complete();
        }
        catch (UnknownDialectException) when (failure is not null)
        {
            // Too little could be read to tell.
        }

        failure?.Throw();
    }
}
