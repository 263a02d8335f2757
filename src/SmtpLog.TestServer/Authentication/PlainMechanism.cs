namespace SmtpLog.TestServer.Authentication;

/// <summary>PLAIN (RFC 4616): whom to act as, user and password, with NUL between them.</summary>
internal sealed class PlainMechanism(Logins logins) : IServerMechanism
{
    public bool ServerFirst => false;

    public AuthenticationStep Next(byte[]? response)
    {
        if (response is null)
        {
            return AuthenticationStep.Ask(string.Empty);
        }

        if (!SaslText.TryDecode(response, out string text))
        {
            return AuthenticationStep.Malformed;
        }

        string[] parts = text.Split('\0');
        return parts.Length == 3
            ? AuthenticationStep.Result(logins.AcceptsPassword(parts[1], parts[2], actAs: parts[0]), parts[1])
            : AuthenticationStep.Malformed;
    }
}
