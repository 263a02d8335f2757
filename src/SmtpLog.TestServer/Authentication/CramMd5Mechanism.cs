using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmtpLog.TestServer.Authentication;

/// <summary>CRAM-MD5 (RFC 2195): the user, and a digest of the challenge keyed with the password.</summary>
internal sealed class CramMd5Mechanism(Logins logins) : IServerMechanism
{
    private const int DigestLength = 32;

    private readonly string _challenge = string.Format(
        CultureInfo.InvariantCulture, "<{0}@localhost>", Crypto.ToHex(Crypto.RandomBytes(16)));

    public bool ServerFirst => true;

    public AuthenticationStep Next(byte[]? response)
    {
        if (response is null)
        {
            return AuthenticationStep.Ask(_challenge);
        }

        int blank = -1;
        if (SaslText.TryDecode(response, out string text))
        {
            blank = text.LastIndexOf(' ');
        }

        if (blank < 0 || text.Length - blank - 1 != DigestLength)
        {
            return AuthenticationStep.Malformed;
        }

        string user = text.Substring(0, blank);
        string digest = text.Substring(blank + 1);
        bool isDigest = logins.Password is null || Crypto.AreEqual(digest.ToUpperInvariant(), Digest(logins.Password));
        return AuthenticationStep.Result(isDigest & logins.AcceptsUser(user), user);
    }

    private string Digest(string password)
    {
        using var hmac = new HMACMD5(Encoding.UTF8.GetBytes(password));
        return Crypto.ToHex(hmac.ComputeHash(Encoding.UTF8.GetBytes(_challenge)));
    }
}
