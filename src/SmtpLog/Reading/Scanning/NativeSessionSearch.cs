using System;
using System.Numerics;

namespace SmtpLog.Reading.Scanning;

/// <summary>Finds words that may be one of the session ids.</summary>
internal sealed class NativeSessionSearch(byte[][] sessions) : ILineSearch
{
    private const int Most = 8;

    /// <summary>False where there are none, too many, or what is no word that a log can have in this place.</summary>
    public static bool CanFind(byte[][] sessions) =>
        sessions.Length is > 0 and <= Most && Array.TrueForAll(sessions, session => session.Length > 0 && session.Length < LogWindow.Margin / 2);

    public int Find(byte[] log, int from, int end)
    {
        for (int at = from; at < end; at += Vector<byte>.Count)
        {
            int first = int.MaxValue;
            foreach (byte[] session in sessions)
            {
                if (Candidates(log, at, session) != Vector<byte>.Zero && Locate(log, at, end, session) is >= 0 and var place)
                {
                    first = Math.Min(first, place);
                }
            }

            if (first < int.MaxValue)
            {
                return first;
            }
        }

        return -1;
    }

    private static Vector<byte> Candidates(byte[] log, int at, byte[] session)
    {
        // All blanks, and nothing that a word has.
        var blank = new Vector<byte>((byte)' ');
        var before = new Vector<byte>(log, at);
        var behind = new Vector<byte>(log, at + session.Length + 1);
        return Vector.Equals(Vector.Min(before, blank), before) & Vector.Equals(Vector.Min(behind, blank), behind)
            & Vector.Equals(new Vector<byte>(log, at + 1), new Vector<byte>(session[0]))
            & Vector.Equals(new Vector<byte>(log, at + session.Length), new Vector<byte>(session[session.Length - 1]));
    }

    private static int Locate(byte[] log, int at, int end, byte[] session)
    {
        int last = Math.Min(at + Vector<byte>.Count, end - session.Length - 1);
        for (int place = at; place < last; place++)
        {
            if (Blank.Is(log[place]) && log[place] != '\n' && Blank.Is(log[place + session.Length + 1])
                && log.AsSpan(place + 1, session.Length).SequenceEqual(session))
            {
                return place;
            }
        }

        return -1;
    }
}
