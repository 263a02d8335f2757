using System;
using System.Globalization;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// What tools say of the server's certificate, a fact or two a line: <c>subject: CN=…</c>, <c>issuer: CN=…</c> and
/// <c>expire date: …</c> (curl), <c>TLS peer DN="/CN=…"</c> or <c>subject=[/CN=…]</c> and <c>notAfter=[…]</c> (swaks).
/// </summary>
internal static class CertificateWords
{
    private static readonly string[] s_dates =
        ["MMM d HH:mm:ss yyyy 'GMT'", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "yyyy-MM-dd HH:mm:ss 'GMT'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <summary>Empty where the text does not say it.</summary>
    public static ReadOnlySpan<byte> Subject(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> subject = First(text, "subject: "u8);
        return !subject.IsEmpty ? subject
            : Between(text, "peer DN=\""u8, (byte)'"') is { IsEmpty: false } name ? name
            : Between(text, "subject=["u8, (byte)']');
    }

    /// <summary>Empty where the text does not say it.</summary>
    public static ReadOnlySpan<byte> Issuer(ReadOnlySpan<byte> text) => First(text, "issuer: "u8);

    /// <summary>Null where the text does not say it.</summary>
    public static DateTimeOffset? NotAfter(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> date = First(text, "expire date: "u8);
        date = date.IsEmpty ? Between(text, "notAfter=["u8, (byte)']') : date;
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite;
        return DateTimeOffset.TryParseExact(Utf8.Decode(date), s_dates, CultureInfo.InvariantCulture, Styles, out DateTimeOffset known) ? known : null;
    }

    private static ReadOnlySpan<byte> First(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        text = text.Slice(Blank.CountLeading(text));
        return text.StartsWith(name) ? Blank.TrimEnd(text.Slice(name.Length)) : default;
    }

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> text, ReadOnlySpan<byte> open, byte close)
    {
        int start = text.IndexOf(open) + open.Length;
        int length = start < open.Length ? -1 : text.Slice(start).IndexOf(close);
        return length > 0 ? text.Slice(start, length) : default;
    }
}
