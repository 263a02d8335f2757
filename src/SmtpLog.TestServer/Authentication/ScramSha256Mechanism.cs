using System;
using System.Globalization;
using System.Text;

namespace SmtpLog.TestServer.Authentication;

/// <summary>SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding.</summary>
internal sealed class ScramSha256Mechanism(Logins logins, ScramVerifier verifier, string serverNonce) : IServerMechanism
{
    private Func<string, AuthenticationStep>? _next;
    private string _user = string.Empty;
    private string _bindingHeader = string.Empty;
    private string _nonce = string.Empty;
    private string _firstMessages = string.Empty;

    public bool ServerFirst => false;

    public AuthenticationStep Next(byte[]? response)
    {
        if (response is null)
        {
            return AuthenticationStep.Ask(string.Empty);
        }

        return SaslText.TryDecode(response, out string text) ? (_next ?? ClientFirst)(text) : AuthenticationStep.Malformed;
    }

    // n,,n=user,r=nonce
    private AuthenticationStep ClientFirst(string message)
    {
        string[] parts = message.Split(',');
        if (parts.Length < 4 || parts[0] is not ("n" or "y") || !parts[2].StartsWith("n=", StringComparison.Ordinal)
            || !parts[3].StartsWith("r=", StringComparison.Ordinal) || parts[3].Length == 2
            || !TryDecodeName(parts[2].Substring(2), out _user))
        {
            return AuthenticationStep.Malformed;
        }

        // Nobody may act in the name of another.
        string encodedUser = parts[2].Substring(2);
        if (parts[1].Length > 0 && parts[1] != $"a={encodedUser}")
        {
            return parts[1].StartsWith("a=", StringComparison.Ordinal) ? AuthenticationStep.Failure : AuthenticationStep.Malformed;
        }

        _bindingHeader = $"{parts[0]},{parts[1]},";
        string clientNonce = parts[3].Substring(2);
        _nonce = $"{clientNonce}{serverNonce}";
        string reply = string.Format(
            CultureInfo.InvariantCulture, "r={0},s={1},i={2}", _nonce, Convert.ToBase64String(verifier.Salt), verifier.Iterations);
        _firstMessages = $"{message.Substring(_bindingHeader.Length)},{reply}";
        _next = ClientFinal;
        return AuthenticationStep.Ask(reply);
    }

    // c=base64 of the header above,r=nonce,p=proof
    private AuthenticationStep ClientFinal(string message)
    {
        int end = message.LastIndexOf(",p=", StringComparison.Ordinal);
        string[] parts = message.Split(',');
        string binding = Convert.ToBase64String(Encoding.UTF8.GetBytes(_bindingHeader));
        if (end < 0 || parts.Length < 3 || parts[0] != $"c={binding}"
            || !Base64.TryDecode(message.Substring(end + 3), out byte[] proof))
        {
            return AuthenticationStep.Malformed;
        }

        string authMessage = $"{_firstMessages},{message.Substring(0, end)}";
        bool isProof = verifier.Verify(proof, authMessage);
        if (!(isProof & parts[1] == $"r={_nonce}" & logins.AcceptsUser(_user)))
        {
            return AuthenticationStep.Failure;
        }

        _next = Acknowledged;
        return AuthenticationStep.Ask($"v={Convert.ToBase64String(verifier.Sign(authMessage))}");
    }

    // SMTP has no place for data beside 235: the last message went out as a challenge and is answered with nothing.
    private AuthenticationStep Acknowledged(string message) =>
        message.Length == 0 ? AuthenticationStep.Result(true, _user) : AuthenticationStep.Malformed;

    // RFC 5802, section 5.1: =2C is a comma, =3D an equals sign, any other = an error.
    private static bool TryDecodeName(string encoded, out string name)
    {
        name = encoded.Replace("=2C", ",").Replace("=3D", "\0");
        bool isValid = name.IndexOf('=') < 0 && encoded.IndexOf('\0') < 0;
        name = name.Replace('\0', '=');
        return isValid;
    }
}
