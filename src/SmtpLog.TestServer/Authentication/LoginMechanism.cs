namespace SmtpLog.TestServer.Authentication;

/// <summary>LOGIN (never standardised): asks for the user, then for the password.</summary>
internal sealed class LoginMechanism(Logins logins) : IServerMechanism
{
    private string? _user;

    // Many clients send the user with AUTH, and many servers take it.
    public bool ServerFirst => false;

    public AuthenticationStep Next(byte[]? response)
    {
        if (response is null)
        {
            return AuthenticationStep.Ask("Username:");
        }

        if (!SaslText.TryDecode(response, out string text))
        {
            return AuthenticationStep.Malformed;
        }

        if (_user is null)
        {
            _user = text;
            return AuthenticationStep.Ask("Password:");
        }

        return AuthenticationStep.Result(logins.AcceptsPassword(_user, text), _user);
    }
}
