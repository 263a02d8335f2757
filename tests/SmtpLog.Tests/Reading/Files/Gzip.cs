using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace SmtpLog.Tests.Reading.Files;

/// <summary>Makes gzip files.</summary>
internal static class Gzip
{
    /// <summary>One member.</summary>
    public static byte[] Of(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, level, leaveOpen: true))
        {
            stream.Write(content);
        }

        byte[] member = compressed.ToArray();

        // The framework writes nothing for nothing.
        return member.Length > 0 ? member : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    public static byte[] Of(string content) => Of(Encoding.UTF8.GetBytes(content));

    /// <summary>One member after the other, as pigz and appending tools write them.</summary>
    public static byte[] Of(params string[] members) => [.. members.SelectMany(Of)];

    /// <summary>A member with everything in its header that RFC 1952 knows.</summary>
    public static byte[] WithFullHeader(string content)
    {
        byte[] plain = Of(content);
        byte[] extra = new byte[20_000];
        extra.AsSpan().Fill(0x1F);
        plain[3] = 2 | 4 | 8 | 16;
        return
        [
            .. plain[..10], (byte)extra.Length, (byte)(extra.Length >> 8), .. extra, .. "smtp.log\0"u8, .. "a comment\0"u8, 0x12, 0x34, .. plain[10..],
        ];
    }
}
