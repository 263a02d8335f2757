using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SmtpLog.Protection;
using SmtpLog.Reading;

namespace SmtpLog.Tests.Mutations;

/// <summary>What must be true of any bytes whose secrets are masked, in whatever dialect.</summary>
internal sealed class ProtectionCheck(SmtpLogDialect dialect, byte[] log)
{
    private static readonly Regex s_masks = new(@"\*{16,}");

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Run()
    {
        try
        {
            byte[] masked = Protect(null);
            using var addresses = new Pseudonyms();
            byte[] pseudonymised = Protect(addresses);
            return CheckRest(masked)
                ?? (CountLines(pseudonymised) == CountLines(log) ? null : "Pseudonyms make other lines.");
        }
        catch (UnknownDialectException) when (dialect == SmtpLogDialect.Auto)
        {
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private byte[] Protect(Pseudonyms? addresses)
    {
        using var target = new MemoryStream();
        LogProtector.ToStream(() => new MemoryStream(log, writable: false), null, new ProtectorOptions { Dialect = dialect, Addresses = addresses }, target);
        return target.ToArray();
    }

    /// <summary>The log has to be the same but for masks, and for bytes of dumps.</summary>
    private string? CheckRest(byte[] masked)
    {
        bool isUtf16 = !LogEncoding.IsUtf8(log.AsSpan(0, Math.Min(log.Length, LogEncoding.HeadLength)), out _, out bool isBigEndian);
        Encoding encoding = !isUtf16 ? Encoding.Latin1 : isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode;
        string[] before = encoding.GetString(log).Split('\n');
        string[] after = encoding.GetString(masked).Split('\n');
        if (before.Length != after.Length)
        {
            return $"{before.Length} lines became {after.Length}.";
        }

        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] != after[i] && !IsMasked(before[i], after[i]) && !IsDump(before[i], after[i]))
            {
                return $"Line {i + 1}, '{before[i]}', became '{after[i]}'.";
            }
        }

        return null;
    }

    private static bool IsDump(string before, string after) =>
        before.Length == after.Length && before.Zip(after).All(pair => pair.First == pair.Second || pair.Second is '*' or '2' or 'a');

    /// <summary>An asterisk beside a mask looks like a part of it.</summary>
    private static bool IsMasked(string before, string after)
    {
        string[] parts = s_masks.Split(after);
        int at = parts[0].Length;
        if (parts.Length == 1 || !before.StartsWith(parts[0], StringComparison.Ordinal) || !before.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        foreach (string part in parts[1..^1])
        {
            int next = at < before.Length ? before.IndexOf(part, at + 1, StringComparison.Ordinal) : -1;
            if (next < 0)
            {
                return false;
            }

            at = next + part.Length;
        }

        return before.Length - parts[^1].Length > at;
    }

    private static int CountLines(byte[] text) => text.Count(value => value == '\n');
}
