using System;
using System.Net;
using SmtpLog.Contracts;

namespace SmtpLog.TestServer.Authentication;

/// <summary>Who may log in.</summary>
internal sealed class Logins(SmtpTestServerOptions options)
{
    private readonly NetworkCredential? _credential = options.Credential;
    private readonly string? _token = options.AccessToken;

    /// <summary>True where a password is known.</summary>
    public bool HasPassword => _credential is not null;

    /// <summary>True where mail is taken only after a login.</summary>
    public bool AreRequired => _credential is not null || _token is not null;

    /// <summary>The password to check a proof by; null where any proof is good.</summary>
    public string? Password => _credential?.Password;

    public bool AcceptsUser(string user)
    {
        if (user.Length == 0)
        {
            return false;
        }

        if (_credential is null)
        {
            return true;
        }

        string prepared = SaslText.Prepare(user);
        return prepared == SaslText.Prepare(_credential.UserName)
            || (_credential.Domain.Length > 0
                && prepared == SaslText.Prepare($"{_credential.Domain}\\{_credential.UserName}"));
    }

    /// <param name="user">Who logs in.</param>
    /// <param name="password">With which password.</param>
    /// <param name="actAs">In whose name, where PLAIN says so; only the user's own is granted.</param>
    public bool AcceptsPassword(string user, string password, string actAs = "")
    {
        bool isPassword = _credential is null
            ? password.Length > 0
            : Crypto.AreEqual(SaslText.Prepare(password), SaslText.Prepare(_credential.Password));
        return isPassword & AcceptsUser(user) & (actAs.Length == 0 || string.Equals(actAs, user, StringComparison.Ordinal));
    }

    public bool AcceptsToken(string user, string token)
    {
        string? wanted = _token ?? _credential?.Password;
        return (wanted is null ? token.Length > 0 : Crypto.AreEqual(token, wanted)) & AcceptsUser(user);
    }
}
