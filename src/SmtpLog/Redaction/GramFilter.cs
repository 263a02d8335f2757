using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace SmtpLog.Redaction;

/// <summary>
/// Says fast that a text has nothing in common with any secret, whatever the case: a few bits for the first four bytes
/// of each, and for each run of eight bytes in them where pieces count. It may say yes in vain, never no in vain.
/// </summary>
internal sealed class GramFilter(bool inPieces)
{
    public const int Long = 8;
    public const int Short = 4;

    private const ulong IgnoreCase = 0x2020202020202020;
    private const int SparseBy = 24;
    private const int FewestBits = 10;
    private const int MostBits = 24;

    private ulong[] _starts = [];
    private ulong[] _pieces = [];
    private int _startShift;
    private int _pieceShift;
    private int _startsLeft;
    private int _piecesLeft;

    /// <summary>The first four bytes of the text, the same for capitals and small letters.</summary>
    public static uint Start(ReadOnlySpan<byte> text) => MemoryMarshal.Read<uint>(text) | unchecked((uint)IgnoreCase);

    /// <summary>Takes one more; false where there is no room for it.</summary>
    public bool TryAdd(byte[] form)
    {
        int grams = inPieces ? Math.Max(0, form.Length - Long + 1) : 0;
        if (_startsLeft == 0 || _piecesLeft < grams)
        {
            return false;
        }

        _startsLeft--;
        _piecesLeft -= grams;
        Set(_starts, HashStart(Start(form)));
        for (int i = 0; i < grams; i++)
        {
            ulong gram = HashGram(form.AsSpan(i));
            Set(_pieces, (int)(gram >> _pieceShift));
            Set(_pieces, Second(gram));
        }

        return true;
    }

    /// <summary>Forgets all and takes <paramref name="forms"/>, none of them shorter than <see cref="Short"/>, with room for as many more.</summary>
    public void Fill(List<byte[]> forms)
    {
        int grams = 0;
        foreach (byte[] form in forms)
        {
            grams += inPieces ? Math.Max(0, form.Length - Long + 1) : 0;
        }

        _startsLeft = 2 * forms.Count;
        _piecesLeft = 2 * grams;
        int starts = BitsFor(_startsLeft);
        int pieces = BitsFor(_piecesLeft);
        _starts = new ulong[(1 << starts) / 64];
        _pieces = grams == 0 ? [] : new ulong[(1 << pieces) / 64];
        _startShift = 32 - starts;
        _pieceShift = 64 - pieces;
        foreach (byte[] form in forms)
        {
            TryAdd(form);
        }
    }

    public unsafe bool MayMatch(ReadOnlySpan<byte> text)
    {
        ulong[] starts = _starts;
        ulong[] pieces = _pieces;
        if (starts.Length == 0)
        {
            return false;
        }

        fixed (byte* first = text)
        {
            for (int i = 0; i <= text.Length - Short; i++)
            {
                if (Has(starts, HashStart(*(uint*)(first + i) | unchecked((uint)IgnoreCase))))
                {
                    return true;
                }
            }

            for (int i = 0; i <= text.Length - Long && pieces.Length > 0; i++)
            {
                ulong gram = Hash(*(ulong*)(first + i));
                if (Has(pieces, (int)(gram >> _pieceShift)) && Has(pieces, Second(gram)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>False where no secret begins at <paramref name="at"/>, which has four bytes.</summary>
    public bool MayBegin(ReadOnlySpan<byte> text, int at) => _starts.Length > 0 && Has(_starts, HashStart(Start(text.Slice(at))));

    /// <summary>False where the eight bytes at <paramref name="at"/> are in no secret.</summary>
    public bool MayHoldPiece(ReadOnlySpan<byte> text, int at)
    {
        if (_pieces.Length == 0 || text.Length - at < Long)
        {
            return false;
        }

        ulong gram = HashGram(text.Slice(at));
        return Has(_pieces, (int)(gram >> _pieceShift)) && Has(_pieces, Second(gram));
    }

    private static int BitsFor(int count)
    {
        int bits = FewestBits;
        while (bits < MostBits && (1 << bits) < (long)count * SparseBy)
        {
            bits++;
        }

        return bits;
    }

    private static ulong HashGram(ReadOnlySpan<byte> text) => Hash(MemoryMarshal.Read<ulong>(text));

    private static ulong Hash(ulong gram) => unchecked((gram | IgnoreCase) * 0x9E3779B97F4A7C15);

    private static void Set(ulong[] bits, int at) => bits[at >> 6] |= 1UL << (at & 63);

    private static bool Has(ulong[] bits, int at) => (bits[at >> 6] & (1UL << (at & 63))) != 0;

    private int HashStart(uint start) => (int)(unchecked(start * 0x9E3779B1) >> _startShift);

    private int Second(ulong gram) => (int)(unchecked((gram ^ (gram >> 29)) * 0xBF58476D1CE4E5B9) >> _pieceShift);
}
