using System;
using System.IO;
using SmtpLog.Lines;

namespace SmtpLog.Protection;

/// <summary>Writes lines in the encoding in which they were read.</summary>
/// <param name="target">Where to.</param>
/// <param name="encoding">How the log is encoded.</param>
/// <param name="rest">Gives, in the end, what stands behind the last line and is no character.</param>
internal sealed class FileOutput(Stream target, InputEncoding encoding, Func<byte[]> rest) : IProtectedOutput
{
    private const int Portion = 64 * 1024;

    private readonly ByteBuffer _bytes = new(Portion);
    private char[] _units = [];
    private bool _hasBegun;

    public void Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        Begin();
        Append(text);
        Append(end);
        if (_bytes.Length >= Portion)
        {
            Flush();
        }
    }

    /// <summary>The log is over.</summary>
    public void Complete()
    {
        Begin();
        _bytes.Append(rest());
        Flush();
    }

    private void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _bytes.Append(encoding.Mark);
        }
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (!encoding.IsUtf16)
        {
            _bytes.Append(text);
            return;
        }

        if (_units.Length < text.Length)
        {
            _units = new char[text.Length];
        }

        int length = Utf16.Decode(text, _units);
        for (int i = 0; i < length; i++)
        {
            byte low = (byte)_units[i];
            byte high = (byte)(_units[i] >> 8);
            _bytes.Append(encoding.IsBigEndian ? high : low);
            _bytes.Append(encoding.IsBigEndian ? low : high);
        }
    }

    private void Flush()
    {
        target.Write(_bytes.Array, 0, _bytes.Length);
        _bytes.Clear();
    }
}
