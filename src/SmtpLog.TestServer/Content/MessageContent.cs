using System;

namespace SmtpLog.TestServer.Content;

/// <summary>The message as it comes in, up to the size that EHLO promises.</summary>
internal sealed class MessageContent
{
    /// <summary>In bytes: 35,882,577, as Gmail has it.</summary>
    public const int MaximumSize = 35_882_577;

    private const int FirstSize = 4096;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>True once more came than is allowed; what came is then forgotten, and more is not kept.</summary>
    public bool IsTooLarge { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (IsTooLarge || bytes.Length > MaximumSize - _length)
        {
            IsTooLarge = true;
            _bytes = [];
            _length = 0;
            return;
        }

        if (_bytes.Length - _length < bytes.Length)
        {
            int wanted = Math.Max(_length + bytes.Length, Math.Max(FirstSize, _bytes.Length * 2));
            Array.Resize(ref _bytes, Math.Min(wanted, MaximumSize));
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();
}
