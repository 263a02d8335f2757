using System;

namespace SmtpLog.TestServer.Authentication;

/// <summary>XOAUTH2, as Google and Microsoft describe it: <c>user=…^Aauth=Bearer …^A^A</c>.</summary>
internal sealed class XOAuth2Mechanism(Logins logins) : IServerMechanism
{
    private const string UserKey = "user=";
    private const string TokenKey = "auth=Bearer ";
    private const string Refusal = """{"status":"401","schemes":"bearer","scope":"https://mail.google.com/"}""";

    private bool _refused;

    public bool ServerFirst => false;

    public AuthenticationStep Next(byte[]? response)
    {
        if (_refused)
        {
            return AuthenticationStep.Failure;
        }

        if (response is null)
        {
            return AuthenticationStep.Ask(string.Empty);
        }

        if (!SaslText.TryDecode(response, out string text) || !text.EndsWith("\u0001\u0001", StringComparison.Ordinal))
        {
            return AuthenticationStep.Malformed;
        }

        string? user = Find(text, UserKey);
        string? token = Find(text, TokenKey);
        if (user is null || token is null)
        {
            return AuthenticationStep.Malformed;
        }

        if (logins.AcceptsToken(user, token))
        {
            return AuthenticationStep.Result(true, user);
        }

        // The client is told why, has to answer with an empty line, and only then gets its 535.
        _refused = true;
        return AuthenticationStep.Ask(Refusal);
    }

    private static string? Find(string text, string key)
    {
        foreach (string part in text.Split('\u0001'))
        {
            if (part.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            {
                return part.Substring(key.Length);
            }
        }

        return null;
    }
}
