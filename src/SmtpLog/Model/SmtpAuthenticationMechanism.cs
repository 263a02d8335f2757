namespace SmtpLog;

/// <summary>How the client proves who it is (RFC 4954, IANA's registry of SASL mechanisms).</summary>
public enum SmtpAuthenticationMechanism
{
    /// <summary>The strongest that server and credential allow.</summary>
    Auto,

    /// <summary>No login.</summary>
    None,

    /// <summary>PLAIN (RFC 4616): shows the password to whoever reads the connection.</summary>
    Plain,

    /// <summary>LOGIN: shows the password to whoever reads the connection.</summary>
    Login,

    /// <summary>CRAM-MD5 (RFC 2195).</summary>
    CramMd5,

    /// <summary>DIGEST-MD5 (RFC 2831, made historic by RFC 6331).</summary>
    DigestMd5,

    /// <summary>SCRAM-SHA-1 (RFC 5802).</summary>
    ScramSha1,

    /// <summary>SCRAM-SHA-256 (RFC 7677).</summary>
    ScramSha256,

    /// <summary>SCRAM-SHA-512.</summary>
    ScramSha512,

    /// <summary>NTLM.</summary>
    Ntlm,

    /// <summary>XOAUTH2: an access token, as Google and Microsoft take it.</summary>
    XOAuth2,

    /// <summary>OAUTHBEARER (RFC 7628): an access token.</summary>
    OAuthBearer,
}
