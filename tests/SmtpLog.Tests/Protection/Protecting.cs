using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Protection;

namespace SmtpLog.Tests.Protection;

/// <summary>What becomes of a log.</summary>
internal static class Protecting
{
    public const string Mask = "****************";

    public static byte[] Bytes(byte[] log, SmtpLogDialect dialect = SmtpLogDialect.Auto, Pseudonyms? addresses = null)
    {
        using var target = new MemoryStream();
        LogProtector.ToStream(() => new MemoryStream(log, writable: false), null, new ProtectorOptions { Dialect = dialect, Addresses = addresses }, target);
        return target.ToArray();
    }

    public static string[] Lines(SmtpLogDialect dialect, params string[] lines) =>
        Encoding.UTF8.GetString(Bytes(Encoding.UTF8.GetBytes(string.Join('\n', lines)), dialect)).Split('\n');

    public static string[] Pseudonymised(SmtpLogDialect dialect, params string[] lines)
    {
        using var addresses = new Pseudonyms();
        return Encoding.UTF8.GetString(Bytes(Encoding.UTF8.GetBytes(string.Join('\n', lines)), dialect, addresses)).Split('\n');
    }

    /// <summary>What comes out for each string that goes in.</summary>
    public static IReadOnlyList<string> Fed(SmtpLogDialect dialect, IEnumerable<string> strings)
    {
        var protectedLines = new List<string>();
        var protector = new LineProtector(new ProtectorOptions { Dialect = dialect }, protectedLines.Add);
        foreach (string text in strings)
        {
            protector.Feed(text);
        }

        protector.Complete();
        return protectedLines;
    }

    /// <summary>The log that has a secret between each pair of these brackets.</summary>
    public static string Open(string marked) => marked.Replace("\u27E6", string.Empty, StringComparison.Ordinal).Replace("\u27E7", string.Empty, StringComparison.Ordinal);

    /// <summary>The same with what is between the brackets masked.</summary>
    public static string Masked(string marked, bool keepsLength = false)
    {
        var masked = new StringBuilder();
        string[] parts = marked.Split('\u27E6');
        masked.Append(parts[0]);
        foreach (string[] part in parts.Skip(1).Select(part => part.Split('\u27E7')))
        {
            masked.Append(keepsLength ? new string('*', Encoding.UTF8.GetByteCount(part[0])) : Mask).Append(part[1]);
        }

        return masked.ToString();
    }
}
