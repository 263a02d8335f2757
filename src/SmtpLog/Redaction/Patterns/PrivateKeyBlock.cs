using System;

namespace SmtpLog.Redaction.Patterns;

/// <summary>A private key in lines of their own (RFC 7468), as programs print the one that they sign with (DKIM).</summary>
internal sealed class PrivateKeyBlock
{
    private bool _isInside;

    /// <summary>Marks the line where it is one of a key's.</summary>
    public bool Mark(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        if (!_isInside)
        {
            _isInside = line.IndexOf("PRIVATE KEY-----"u8) >= 0 && line.WithoutEnd(" \t\r"u8).EndsWith("PRIVATE KEY-----"u8) && line.IndexOf("-----BEGIN "u8) >= 0;
            return false;
        }

        var digits = line.WithoutStart(" \t"u8);
        int start = line.Length - digits.Length;
        digits = digits.WithoutEnd(" \t\r"u8);
        foreach (byte value in digits)
        {
            _isInside &= Base64Text.IsDigit(value) || value == '=';
        }

        _isInside &= !digits.IsEmpty && !digits.StartsWith("---"u8);
        if (_isInside)
        {
            marks.Slice(start, digits.Length).Fill(true);
        }

        return _isInside;
    }
}
