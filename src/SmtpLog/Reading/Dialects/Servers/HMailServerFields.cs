using System;
using SmtpLog.Reading.Dialects.Native;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// A record taken apart: source, thread, then of the protocols the session, the time, of the protocols the peer's address,
/// and the text, which goes to the last quote of the line.
/// </summary>
internal ref struct HMailServerFields
{
    public ReadOnlySpan<byte> Source { get; private set; }

    /// <summary>Empty where the record belongs to no session.</summary>
    public ReadOnlySpan<byte> Session { get; private set; }

    public ReadOnlySpan<byte> Time { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>True where the closing quote of the text is missing.</summary>
    public bool IsCut { get; private set; }

    /// <summary>hMailServer as the server.</summary>
    public readonly bool IsServer => Source.SequenceEqual("SMTPD"u8);

    /// <summary>hMailServer as the client.</summary>
    public readonly bool IsClient => Source.SequenceEqual("SMTPC"u8);

    public static bool TryRead(ReadOnlySpan<byte> line, ref HMailServerFields fields)
    {
        if (line.IsEmpty || line[0] != '"' || !TryTakeWord(ref line, out ReadOnlySpan<byte> source) || !TryTakeNumber(ref line, out _))
        {
            return false;
        }

        bool hasSession = TryTakeNumber(ref line, out ReadOnlySpan<byte> session);
        if (!TryTakeWord(ref line, out ReadOnlySpan<byte> time) || !NativeTimestamp.LooksLikeOne(time)
            || (hasSession && !TryTakeWord(ref line, out _)) || line.IsEmpty || line[0] != '"')
        {
            return false;
        }

        ReadOnlySpan<byte> text = Blank.TrimEnd(line);
        fields.IsCut = text.Length < 2 || text[text.Length - 1] != '"';
        fields.Source = source;
        fields.Session = session;
        fields.Time = time;
        fields.Text = text.Slice(1, text.Length - (fields.IsCut ? 1 : 2));
        return true;
    }

    /// <summary>A field in quotes and the tab behind it.</summary>
    private static bool TryTakeWord(scoped ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        word = default;
        int tab = line.IndexOf((byte)'\t');
        if (tab < 2 || line[0] != '"' || line[tab - 1] != '"')
        {
            return false;
        }

        word = line.Slice(1, tab - 2);
        line = line.Slice(tab + 1);
        return true;
    }

    private static bool TryTakeNumber(scoped ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> number)
    {
        number = default;
        int tab = line.IndexOf((byte)'\t');
        if (tab <= 0)
        {
            return false;
        }

        foreach (byte digit in line.Slice(0, tab))
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        number = line.Slice(0, tab);
        line = line.Slice(tab + 1);
        return true;
    }
}
