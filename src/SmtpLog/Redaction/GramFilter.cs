using System;

namespace SmtpLog.Redaction;

/// <summary>
/// Says fast that a text has nothing in common with any secret: one bit for each run of eight bytes (four, where the
/// whole is shorter) in them, whatever the case. It may say yes in vain, never no in vain.
/// </summary>
internal sealed class GramFilter
{
    public const int Long = 8;
    public const int Short = 4;

    private const ulong IgnoreCase = 0x2020202020202020;
    private const int SparseBy = 16;

    private ulong[] _longGrams = [];
    private int _longShift;
    private ulong _shortGrams;

    /// <summary>Forgets all and takes <paramref name="forms"/>, none of them shorter than <see cref="Short"/>.</summary>
    public void Fill(System.Collections.Generic.List<byte[]> forms)
    {
        int grams = 0;
        foreach (byte[] form in forms)
        {
            grams += Math.Max(0, form.Length - Long + 1);
        }

        int bits = 10;
        while (bits < 24 && (1 << bits) < grams * SparseBy)
        {
            bits++;
        }

        _longGrams = new ulong[(1 << bits) / 64];
        _longShift = 64 - bits;
        _shortGrams = 0;
        foreach (byte[] form in forms)
        {
            Add(form);
        }
    }

    public unsafe bool MayMatch(ReadOnlySpan<byte> text)
    {
        if (text.Length < Short || _longGrams.Length == 0)
        {
            return false;
        }

        fixed (byte* start = text)
        {
            return (text.Length >= Long && HasLong(start, text.Length)) || (_shortGrams != 0 && HasShort(start, text.Length));
        }
    }

    private unsafe void Add(byte[] form)
    {
        fixed (byte* start = form)
        {
            if (form.Length < Long)
            {
                _shortGrams |= 1UL << HashShort(*(uint*)start);
                return;
            }

            for (int i = 0; i <= form.Length - Long; i++)
            {
                int hash = HashLong(*(ulong*)(start + i));
                _longGrams[hash >> 6] |= 1UL << (hash & 63);
            }
        }
    }

    private unsafe bool HasLong(byte* start, int length)
    {
        ulong[] grams = _longGrams;
        for (int i = 0; i <= length - Long; i++)
        {
            int hash = HashLong(*(ulong*)(start + i));
            if ((grams[hash >> 6] & (1UL << (hash & 63))) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private unsafe bool HasShort(byte* start, int length)
    {
        for (int i = 0; i <= length - Short; i++)
        {
            if ((_shortGrams & (1UL << HashShort(*(uint*)(start + i)))) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private int HashLong(ulong gram) => (int)(((gram | IgnoreCase) * 0x9E3779B97F4A7C15) >> _longShift);

    private static int HashShort(uint gram) => (int)(((gram | unchecked((uint)IgnoreCase)) * 0x9E3779B1) >> 26);
}
