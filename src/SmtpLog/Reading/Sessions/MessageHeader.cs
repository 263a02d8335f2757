using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>Looks for the Message-ID among the header lines of a message.</summary>
internal sealed class MessageHeader
{
    private bool _isOver;
    private bool _isFolded;

    /// <summary>Without angle brackets; null where it was not seen.</summary>
    public string? MessageId { get; private set; }

    public void Take(ReadOnlySpan<byte> line)
    {
        if (_isOver)
        {
            return;
        }

        _isOver = line.IsEmpty;
        if (_isFolded && !line.IsEmpty && Blank.Is(line[0]))
        {
            SetId(line);
        }
        else if (Utf8.StartsWithIgnoreCase(line, "message-id:"u8))
        {
            SetId(line.Slice("message-id:".Length));
        }
        else
        {
            _isFolded = false;
        }
    }

    /// <summary>What follows is not logged.</summary>
    public void End() => _isOver = true;

    private void SetId(ReadOnlySpan<byte> value)
    {
        string id = Utf8.Decode(value).Trim();
        _isFolded = id.Length == 0;
        if (id.Length > 0)
        {
            MessageId ??= id.TrimStart('<').TrimEnd('>');
        }
    }
}
