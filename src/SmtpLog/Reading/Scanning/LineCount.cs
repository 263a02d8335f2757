using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SmtpLog.Reading.Scanning;

/// <summary>Counts line feeds at the speed of memory, which netstandard2.0 has no method for.</summary>
internal static class LineCount
{
    public static long Of(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<Vector<byte>> vectors = MemoryMarshal.Cast<byte, Vector<byte>>(text);
        var lineFeed = new Vector<byte>((byte)'\n');
        long count = 0;
        for (int at = 0; at < vectors.Length;)
        {
            // Each lane counts what it has met, and is emptied before it can overflow.
            Vector<byte> lanes = Vector<byte>.Zero;
            int end = Math.Min(at + byte.MaxValue, vectors.Length);
            for (; at < end; at++)
            {
                lanes -= Vector.Equals(vectors[at], lineFeed);
            }

            Vector.Widen(lanes, out Vector<ushort> low, out Vector<ushort> high);
            count += Vector.Dot(low + high, Vector<ushort>.One);
        }

        foreach (byte value in text.Slice(vectors.Length * Vector<byte>.Count))
        {
            count += value == '\n' ? 1 : 0;
        }

        return count;
    }
}
