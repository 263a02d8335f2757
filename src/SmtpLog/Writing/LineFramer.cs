using System;
using SmtpLog.Lines;

namespace SmtpLog.Writing;

/// <summary>Cuts a stream of bytes, which arrive in any portion, into lines.</summary>
internal sealed class LineFramer
{
    private readonly ByteBuffer _partial = new();
    private bool _taken;

    /// <summary>The bytes of the line that has not ended yet.</summary>
    public int PendingLength => _taken ? 0 : _partial.Length;

    /// <summary>
    /// Takes the next line off <paramref name="bytes"/>, without its CR and LF. Where it has not ended, the rest is
    /// kept and false returned.
    /// </summary>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line, out int wireLength)
    {
        Forget();
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            _partial.Append(bytes);
            bytes = default;
            line = default;
            wireLength = 0;
            return false;
        }

        line = bytes.Slice(0, end);
        if (_partial.Length > 0)
        {
            _partial.Append(line);
            line = _partial.Written;
            _taken = true;
        }

        wireLength = line.Length + 1;
        bytes = bytes.Slice(end + 1);
        if (!line.IsEmpty && line[line.Length - 1] == '\r')
        {
            line = line.Slice(0, line.Length - 1);
        }

        return true;
    }

    /// <summary>Takes what is left of a line that will never end.</summary>
    public ReadOnlySpan<byte> TakeRest()
    {
        Forget();
        _taken = true;
        return _partial.Written;
    }

    private void Forget()
    {
        if (_taken)
        {
            _partial.Clear();
            _taken = false;
        }
    }
}
