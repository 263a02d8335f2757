using System.Management.Automation;
using System.Net;
using System.Security;

namespace SmtpLog.PowerShell.Binding;

/// <summary>What the parameters of a login say together: user and password, user and access token, or none.</summary>
internal sealed class Login(PSCredential? credential, string? userName, SecureString? accessToken, SmtpAuthenticationMechanism mechanism)
{
    /// <summary>Why it is refused; null where it is not.</summary>
    public ErrorRecord? Refusal()
    {
        if (accessToken is { Length: 0 })
        {
            return Errors.Usage(Errors.PlainTextSecret, "The access token is plain text, or empty; it is refused.", "Pass -AccessToken as a SecureString, for example from a secret vault.");
        }

        if (accessToken is not null)
        {
            return string.IsNullOrEmpty(TokenUser)
                ? Errors.Usage(Errors.MissingToken, "An access token needs the user it belongs to.", "Pass -UserName with -AccessToken.")
                : null;
        }

        bool wantsToken = mechanism is SmtpAuthenticationMechanism.XOAuth2 or SmtpAuthenticationMechanism.OAuthBearer;
        if (!HasPassword)
        {
            return userName is not null || wantsToken
                ? Errors.Usage(Errors.MissingToken, "A user without a password or an access token cannot log in.", "Pass -Credential with user name and password, or -UserName with -AccessToken.")
                : null;
        }

        return wantsToken
            ? Errors.Usage(Errors.MissingToken, $"{MechanismNames.Sasl(mechanism)} logs in with an access token, not with a password.", "Pass -UserName with -AccessToken.")
            : null;
    }

    /// <summary>Null without a login.</summary>
    public NetworkCredential? Credential()
    {
        if (accessToken is not null)
        {
            return new NetworkCredential(TokenUser, accessToken);
        }

        // The whole user name: PSCredential would make a domain of what stands before a backslash.
        return HasPassword ? new NetworkCredential(credential!.UserName, credential.Password) : null;
    }

    private string? TokenUser => userName ?? credential?.UserName;

    private bool HasPassword => credential is not null && credential != PSCredential.Empty;
}
