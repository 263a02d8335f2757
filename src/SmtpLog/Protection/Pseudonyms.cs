using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using SmtpLog.Reading;

namespace SmtpLog.Protection;

/// <summary>
/// Puts <c>user1@domain1.example</c> (RFC 2606) in the place of mail addresses, and of message ids, which look like them: the
/// same in the place of the same, for as long as this object lives. Nothing leads back from one to the address.
/// </summary>
internal sealed class Pseudonyms : IDisposable
{
    private readonly NumberedNames _users = new("user");
    private readonly NumberedNames _domains = new("domain");
    private readonly IdnMapping _idn = new();

    /// <summary>Adds the replacement of each address between the two places.</summary>
    public void Replace(ReadOnlySpan<byte> text, int from, int to, List<Edit> edits)
    {
        for (int at = from; MailAddressFinder.TryFind(text, from, to, ref at, out MailAddressFinder.Place place);)
        {
            edits.Add(new Edit(place.Start, place.End - place.Start, Of(text, place)));
            from = at = place.End;
        }
    }

    public void Dispose()
    {
        _users.Dispose();
        _domains.Dispose();
    }

    private byte[] Of(ReadOnlySpan<byte> text, MailAddressFinder.Place place)
    {
        string local = Utf8.Decode(text.Slice(place.Start, place.At - place.Start));
        string mark = Utf8.Decode(text.Slice(place.At, place.Domain - place.At));
        string domain = _domains.Of(Normal(Utf8.Decode(text.Slice(place.Domain, place.End - place.Domain))));
        return Encoding.ASCII.GetBytes($"{_users.Of($"{local}@{domain}")}{mark}{domain}.example");
    }

    /// <summary>Domains are the same whatever their case, and whether they are written in Unicode or not (RFC 5890).</summary>
    private string Normal(string domain)
    {
        try
        {
            return _idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain.ToLowerInvariant();
        }
    }
}
