using System;
using System.Globalization;
using System.Text;

namespace SmtpLog.Report;

/// <summary>Numbers, times and names as a reader wants them.</summary>
internal static class Wording
{
    /// <summary>Stands for the kind of a failure whose reason the log does not tell.</summary>
    public const string UnknownKind = "Unknown";

    private static readonly string[] s_units = ["bytes", "KB", "MB", "GB", "TB"];

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>In units of 1,024.</summary>
    public static string Bytes(long bytes)
    {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < s_units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return size.ToString(unit == 0 || size >= 100 ? "N0" : "0.#", CultureInfo.InvariantCulture) + " " + s_units[unit];
    }

    /// <summary>UTC, as the log has it, so that the page says the same in every zone.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Period(DateTimeOffset? first, DateTimeOffset? last)
    {
        if (first is null || last is null)
        {
            return "no times in the log";
        }

        string end = first.Value.UtcDateTime.Date == last.Value.UtcDateTime.Date
            ? last.Value.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : Time(last.Value);
        return $"{Time(first.Value)} to {end} UTC";
    }

    /// <summary><c>AuthenticationFailed</c> as <c>Authentication failed</c>.</summary>
    public static string Kind(string name)
    {
        if (name == UnknownKind)
        {
            return "Unknown reason";
        }

        var words = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(words.Length == 0 ? c : char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    /// <summary>Host and port; where the log does not name them, the name in the server's greeting (RFC 5321, section 4.2).</summary>
    public static string Server(SmtpLogSession session)
    {
        string? name = session.Server ?? Greeted(session.Banner);
        return (name, session.Port) switch
        {
            (null, null) => "unknown server",
            (null, _) => $"port {session.Port}",
            (_, null) => name,
            _ => $"{name}:{session.Port}",
        };
    }

    public static string Plural(long number, string one) => number == 1 ? $"1 {one}" : $"{Number(number)} {one}s";

    private static string? Greeted(string? banner)
    {
        string word = banner?.Split(' ', '\n')[0] ?? string.Empty;
        return word.IndexOf('.') > 0 && Uri.CheckHostName(word) == UriHostNameType.Dns ? word : null;
    }
}
