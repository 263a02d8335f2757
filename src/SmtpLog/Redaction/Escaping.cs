namespace SmtpLog.Redaction;

/// <summary>How a server may have written special characters when it quoted a secret.</summary>
internal enum Escaping
{
    /// <summary>As they are.</summary>
    None,

    /// <summary><c>%40</c> (RFC 3986).</summary>
    Percent,

    /// <summary><c>%40</c>, and <c>+</c> for a blank, as forms are sent.</summary>
    Form,

    /// <summary><c>&amp;amp;</c>, <c>&amp;#38;</c>, <c>&amp;#x26;</c>.</summary>
    Entity,

    /// <summary><c>\"</c> as in a quoted string (RFC 5321), and what JSON and program code have: <c>\x40</c>, <c>\u0040</c>; not the line ends.</summary>
    Backslash,

    /// <summary>The same with line ends and other controls: <c>\n</c>, <c>\b</c>.</summary>
    Code,

    /// <summary><c>=40</c> (RFC 2045).</summary>
    QuotedPrintable,

    /// <summary><c>""</c> for a double quote, as in comma-separated values (RFC 4180).</summary>
    DoubledQuote,

    /// <summary><c>[nl]</c> for a line end.</summary>
    BracketedLineEnd,
}
