using System;

namespace SmtpLog.Reading.Files;

/// <summary>The check sum of gzip (RFC 1952, section 8), four bytes at a time; netstandard2.0 has none.</summary>
internal static class Crc32
{
    private const int Slices = 4;

    private static readonly uint[] s_table = CreateTable();

    /// <summary>Goes on with the sum of what came before, or with 0.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        uint[] table = s_table;
        uint crc = ~sum;
        for (; bytes.Length >= Slices; bytes = bytes.Slice(Slices))
        {
            crc ^= bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)bytes[3] << 24);
            crc = table[768 + (byte)crc] ^ table[512 + (byte)(crc >> 8)] ^ table[256 + (byte)(crc >> 16)] ^ table[crc >> 24];
        }

        foreach (byte value in bytes)
        {
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] CreateTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256 * Slices];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            table[i] = crc;
        }

        for (int i = 256; i < table.Length; i++)
        {
            table[i] = table[(byte)table[i - 256]] ^ (table[i - 256] >> 8);
        }

        return table;
    }
}
