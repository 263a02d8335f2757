using System;
using System.Buffers.Binary;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// Finds again what was made of the same bytes not long ago. A table of fixed size: each place holds what came to it
/// last, and what is long has none.
/// </summary>
internal sealed class Recent<T>
    where T : class
{
    private const int Places = 512;
    private const int Longest = 512;

    private readonly Place[] _places = new Place[Places];

    /// <summary>Null where it is not there, or no more.</summary>
    /// <param name="bytes">What it was made of.</param>
    /// <param name="kind">Tells apart what was made of the same bytes in different ways.</param>
    public T? Find(ReadOnlySpan<byte> bytes, byte kind = 0)
    {
        ref Place place = ref _places[PlaceOf(bytes, kind)];
        return place.Value is not null && place.Kind == kind && bytes.SequenceEqual(place.Bytes.AsSpan(0, place.Length)) ? place.Value : null;
    }

    /// <summary>Keeps it for the next time.</summary>
    public T Keep(ReadOnlySpan<byte> bytes, T value, byte kind = 0)
    {
        if (bytes.Length <= Longest)
        {
            ref Place place = ref _places[PlaceOf(bytes, kind)];
            if (place.Bytes is null || place.Bytes.Length < bytes.Length)
            {
                place.Bytes = new byte[Math.Max(bytes.Length, 32)];
            }

            bytes.CopyTo(place.Bytes);
            place.Length = bytes.Length;
            place.Kind = kind;
            place.Value = value;
        }

        return value;
    }

    /// <summary>Of the length and of three words: what logs repeat differs in one of them, or is compared in vain.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> bytes, byte kind)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        const int Bits = 9;
        ulong hash = ((uint)bytes.Length << 8) | kind;
        if (bytes.Length >= sizeof(ulong))
        {
            ulong first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            ulong middle = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice((bytes.Length - sizeof(ulong)) / 2));
            ulong last = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(bytes.Length - sizeof(ulong)));
            hash = unchecked((((((hash ^ first) * Prime) ^ middle) * Prime) ^ last) * Prime);
        }
        else
        {
            foreach (byte value in bytes)
            {
                hash = unchecked((hash ^ value) * Prime);
            }
        }

        return (int)(hash >> (64 - Bits));
    }

    private struct Place
    {
        public byte[]? Bytes;
        public int Length;
        public byte Kind;
        public T? Value;
    }
}
