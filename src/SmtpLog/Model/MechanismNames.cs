using System;

namespace SmtpLog;

/// <summary>The mechanisms' names on the wire (IANA's registry of SASL mechanisms).</summary>
internal static class MechanismNames
{
    public static string Sasl(SmtpAuthenticationMechanism mechanism) => mechanism switch
    {
        SmtpAuthenticationMechanism.Plain => "PLAIN",
        SmtpAuthenticationMechanism.Login => "LOGIN",
        SmtpAuthenticationMechanism.CramMd5 => "CRAM-MD5",
        SmtpAuthenticationMechanism.DigestMd5 => "DIGEST-MD5",
        SmtpAuthenticationMechanism.ScramSha1 => "SCRAM-SHA-1",
        SmtpAuthenticationMechanism.ScramSha256 => "SCRAM-SHA-256",
        SmtpAuthenticationMechanism.ScramSha512 => "SCRAM-SHA-512",
        SmtpAuthenticationMechanism.Ntlm => "NTLM",
        SmtpAuthenticationMechanism.XOAuth2 => "XOAUTH2",
        SmtpAuthenticationMechanism.OAuthBearer => "OAUTHBEARER",
        _ => mechanism.ToString(),
    };

    /// <summary>Takes the module's names, the names on the wire and 4D's (<c>CRAM-MD5</c>, <c>OAUTH2</c>), whatever the case.</summary>
    public static bool TryParse(string text, out SmtpAuthenticationMechanism mechanism)
    {
        string name = text.Trim().Replace("-", string.Empty).Replace("_", string.Empty);
        if (name.Equals("OAUTH2", StringComparison.OrdinalIgnoreCase))
        {
            mechanism = SmtpAuthenticationMechanism.XOAuth2;
            return true;
        }

        return Enum.TryParse(name, ignoreCase: true, out mechanism) && Enum.IsDefined(typeof(SmtpAuthenticationMechanism), mechanism);
    }
}
