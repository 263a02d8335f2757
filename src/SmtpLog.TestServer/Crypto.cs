using System;
using System.Security.Cryptography;
using System.Text;

namespace SmtpLog.TestServer;

/// <summary>Digests, random bytes and comparison, the same on .NET Framework and .NET.</summary>
internal static class Crypto
{
    /// <summary>UTF-8 that refuses what is not UTF-8.</summary>
    public static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        using var source = RandomNumberGenerator.Create();
        source.GetBytes(bytes);
        return bytes;
    }

    public static byte[] Sha256(byte[] data)
    {
#if NETFRAMEWORK
        using var hash = SHA256.Create();
        return hash.ComputeHash(data);
#else
        return SHA256.HashData(data);
#endif
    }

    public static byte[] HmacSha256(byte[] key, byte[] data)
    {
#if NETFRAMEWORK
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(data);
#else
        return HMACSHA256.HashData(key, data);
#endif
    }

    /// <summary>Upper-case hexadecimal digits without separators.</summary>
    public static string ToHex(byte[] bytes)
    {
#if NETFRAMEWORK
        return BitConverter.ToString(bytes).Replace("-", string.Empty);
#else
        return Convert.ToHexString(bytes);
#endif
    }

    /// <summary>Compares in a time that tells nothing of where, or in how many bytes, the two differ.</summary>
    public static bool AreEqual(byte[] left, byte[] right)
    {
        byte[] leftHash = Sha256(left);
        byte[] rightHash = Sha256(right);
        int difference = 0;
        for (int i = 0; i < leftHash.Length; i++)
        {
            difference |= leftHash[i] ^ rightHash[i];
        }

        return difference == 0;
    }

    public static bool AreEqual(string left, string right) =>
        AreEqual(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
