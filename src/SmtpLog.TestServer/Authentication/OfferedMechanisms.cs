using System;
using System.Collections.Generic;
using System.Linq;
using SmtpLog.Contracts;

namespace SmtpLog.TestServer.Authentication;

/// <summary>Which mechanisms AUTH offers, strongest first.</summary>
internal sealed class OfferedMechanisms
{
    private static readonly SmtpAuthenticationMechanism[] s_byPassword =
    [
        SmtpAuthenticationMechanism.CramMd5,
        SmtpAuthenticationMechanism.Plain,
        SmtpAuthenticationMechanism.Login,
    ];

    private readonly Logins _logins;
    private readonly ScramVerifier? _verifier;
    private readonly List<SmtpAuthenticationMechanism> _offered;

    /// <exception cref="ArgumentException">A mechanism is wanted that cannot be offered.</exception>
    public OfferedMechanisms(SmtpTestServerOptions options, Logins logins)
    {
        _logins = logins;
        _offered = Choose(options, Possible(options));
        if (options.Credential is not null && _offered.Contains(SmtpAuthenticationMechanism.ScramSha256))
        {
            _verifier = new ScramVerifier(options.Credential.Password, Crypto.RandomBytes(16), ScramVerifier.DefaultIterations);
        }
    }

    /// <summary>As EHLO lists them.</summary>
    public IEnumerable<string> Names => _offered.Select(MechanismNames.Sasl);

    public bool Any => _offered.Count > 0;

    /// <returns>Null where no mechanism of that name is offered.</returns>
    public IServerMechanism? Create(string name)
    {
        foreach (SmtpAuthenticationMechanism mechanism in _offered)
        {
            if (string.Equals(MechanismNames.Sasl(mechanism), name, StringComparison.OrdinalIgnoreCase))
            {
                return Create(mechanism);
            }
        }

        return null;
    }

    private static List<SmtpAuthenticationMechanism> Possible(SmtpTestServerOptions options)
    {
        var possible = new List<SmtpAuthenticationMechanism>();
        if (options.Credential is not null)
        {
            possible.Add(SmtpAuthenticationMechanism.ScramSha256);
        }

        // With nothing but a token to check, a password would be taken for good that nobody has looked at.
        if (options.Credential is not null || options.AccessToken is null)
        {
            possible.AddRange(s_byPassword);
        }

        possible.Add(SmtpAuthenticationMechanism.XOAuth2);
        return possible;
    }

    private static List<SmtpAuthenticationMechanism> Choose(
        SmtpTestServerOptions options, List<SmtpAuthenticationMechanism> possible)
    {
        IReadOnlyList<SmtpAuthenticationMechanism> wanted = options.Mechanisms;
        if (wanted.Count == 0 || wanted.Contains(SmtpAuthenticationMechanism.Auto))
        {
            return possible;
        }

        if (wanted.All(static mechanism => mechanism == SmtpAuthenticationMechanism.None))
        {
            return options.Credential is null && options.AccessToken is null
                ? []
                : throw new ArgumentException("A test server with a credential or an access token needs a mechanism to log in by.");
        }

        foreach (SmtpAuthenticationMechanism mechanism in wanted)
        {
            if (!possible.Contains(mechanism))
            {
                throw new ArgumentException(Refusal(mechanism));
            }
        }

        return [.. possible.Where(wanted.Contains)];
    }

    private static string Refusal(SmtpAuthenticationMechanism mechanism) => mechanism switch
    {
        SmtpAuthenticationMechanism.ScramSha256 =>
            "The test server can offer SCRAM-SHA-256 only with a credential, since it has to know the password.",
        SmtpAuthenticationMechanism.None => "No mechanism and a mechanism cannot both be offered.",
        SmtpAuthenticationMechanism.Plain or SmtpAuthenticationMechanism.Login or SmtpAuthenticationMechanism.CramMd5 =>
            $"The test server has an access token but no credential, and so cannot check a password by {MechanismNames.Sasl(mechanism)}.",
        _ => $"The test server does not know {MechanismNames.Sasl(mechanism)}. "
            + "It can offer PLAIN, LOGIN, CRAM-MD5, XOAUTH2 and, with a credential, SCRAM-SHA-256.",
    };

    private IServerMechanism Create(SmtpAuthenticationMechanism mechanism) => mechanism switch
    {
        SmtpAuthenticationMechanism.ScramSha256 =>
            new ScramSha256Mechanism(_logins, _verifier!, Convert.ToBase64String(Crypto.RandomBytes(18))),
        SmtpAuthenticationMechanism.CramMd5 => new CramMd5Mechanism(_logins),
        SmtpAuthenticationMechanism.Plain => new PlainMechanism(_logins),
        SmtpAuthenticationMechanism.Login => new LoginMechanism(_logins),
        SmtpAuthenticationMechanism.XOAuth2 => new XOAuth2Mechanism(_logins),
        _ => throw new ArgumentOutOfRangeException(nameof(mechanism), mechanism, null),
    };
}
