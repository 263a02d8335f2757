using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SmtpLog.Tests.Reading;

/// <summary>What must come out of a reader again, whatever it is given.</summary>
internal static class Text
{
    public static string WithoutBlanks(byte[] log) => WithoutBlanks(Encoding.UTF8.GetString(log));

    public static string WithoutBlanks(IEnumerable<SmtpLogEntry> entries) => WithoutBlanks(string.Concat(entries));

    /// <summary>Without blanks, line ends, NULs and byte order marks.</summary>
    public static string WithoutBlanks(string text) =>
        string.Concat(text.Where(character => character is not ((char)0 or ' ' or (>= '\t' and <= '\r') or '\uFEFF')));
}
