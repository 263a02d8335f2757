using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using MailKit.Security;
using SmtpLog.Contracts;
using SmtpLog.Diagnosis;
using SmtpLog.Lines;
using SmtpLog.Writing;
using static SmtpLog.SmtpAuthenticationMechanism;

namespace SmtpLog.Mail;

/// <summary>
/// Logs in with the strongest mechanism that server, credential and settings allow, once: a wrong password costs one
/// failed login. Only where the server refused the mechanism itself (504, 534, 538) is the next one tried.
/// </summary>
internal sealed class Authenticator(SmtpTransporterOptions options, SessionClient client, SessionRecorder recorder)
{
    private static readonly SmtpAuthenticationMechanism[] s_withPassword =
        [ScramSha512, ScramSha256, ScramSha1, DigestMd5, CramMd5, Plain, Login, Ntlm];

    private static readonly SmtpAuthenticationMechanism[] s_withToken = [OAuthBearer, XOAuth2];

    /// <summary>The mechanism in use or used last; null before the first.</summary>
    public string? MechanismName { get; private set; }

    public void Authenticate()
    {
        if (options.Credential is not { } credential || options.Mechanism == None)
        {
            return;
        }

        var candidates = Candidates();
        foreach (var mechanism in candidates)
        {
            if (TryOnce(mechanism, credential, isLast: mechanism == candidates[candidates.Count - 1]))
            {
                return;
            }
        }
    }

    private List<SmtpAuthenticationMechanism> Candidates()
    {
        var known = options.UsesAccessToken ? s_withToken : s_withPassword;
        var wanted = options.Mechanism == Auto ? known : [options.Mechanism];
        var offered = wanted.Where(mechanism => client.AuthenticationMechanisms.Contains(Name(mechanism))).ToList();
        if (offered.Count == 0)
        {
            string offer = client.AuthenticationMechanisms.Count == 0
                ? "no login at all" + (client.IsSecure ? string.Empty : " on this connection, which is not encrypted")
                : string.Join(", ", client.AuthenticationMechanisms.Select(LineSanitizer.Clean));
            string want = options.Mechanism == Auto ? "None of the mechanisms for this credential is" : Name(options.Mechanism) + " is not";
            throw new MailFailureException(SmtpErrorKind.MechanismNotOffered, SmtpStage.Auth, $"{want} offered by the server: it offers {offer}");
        }

        bool mayShow = client.IsSecure || (options.Tls == SmtpTls.None && options.Mechanism != Auto);
        var allowed = offered.Where(mechanism => mayShow || !IsClearText(mechanism)).ToList();
        return allowed.Count > 0
            ? allowed
            : throw new MailFailureException(
                SmtpErrorKind.ClearTextRefused,
                SmtpStage.Auth,
                $"The connection is not encrypted, and {string.Join(", ", offered.Select(Name))} would show the password to whoever reads it");
    }

    /// <summary>False where the mechanism was refused and another may be tried.</summary>
    private bool TryOnce(SmtpAuthenticationMechanism mechanism, NetworkCredential credential, bool isLast)
    {
        MechanismName = Name(mechanism);
        var sasl = Create(mechanism, credential);
        recorder.Redactor.BeginAuthentication();
        recorder.Replies.Forget();
        try
        {
            client.Authenticate(sasl);
        }
        catch (AuthenticationException e) when (e.InnerException is SaslException reason)
        {
            throw Untrustworthy(reason.ErrorCode);
        }
        catch (AuthenticationException e)
        {
            var reply = RefusalIn(e.Message);
            if (reply.Code is 504 or 534 or 538 && !isLast)
            {
                return false;
            }

            throw Refused(reply);
        }
        finally
        {
            recorder.Redactor.EndAuthentication();
        }

        if (mechanism is ScramSha1 or ScramSha256 or ScramSha512 && !sasl.IsAuthenticated)
        {
            throw Untrustworthy(SaslErrorCode.IncorrectHash);
        }

        recorder.Event(LogEvents.Authenticated(MechanismName, options.LogUserName ? credential.UserName : null));
        return true;
    }

    /// <summary>
    /// The reply as MailKit gives it: <c>535: words</c>, after 534 the words alone. The transcript may already be
    /// ahead of the reply that decided.
    /// </summary>
    private ServerReply RefusalIn(string message)
    {
        string[] parts = message.Split([':'], 2);
        return parts.Length == 2 && parts[0].Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? ServerReply.From(code, recorder.Redactor.Scrub(parts[1].TrimStart(' ')))
            : ServerReply.From(534, recorder.Redactor.Scrub(message));
    }

    private MailFailureException Refused(ServerReply reply) => new(new SmtpFailure
    {
        Kind = ReplyKind.Of(reply.Code, reply.EnhancedCode, SmtpStage.Auth),
        Stage = SmtpStage.Auth,
        Sentence = reply.Code switch
        {
            421 or < 400 => ReplyKind.Sentence(ReplyKind.Of(reply.Code, reply.EnhancedCode, SmtpStage.Auth)),
            _ => $"The server refused the login with {MechanismName}",
        },
        Code = reply.Code,
        EnhancedCode = reply.EnhancedCode,
        Reply = reply.Text,
    });

    private MailFailureException Untrustworthy(SaslErrorCode reason) => reason == SaslErrorCode.IncorrectHash
        ? new MailFailureException(
            SmtpErrorKind.AuthenticationFailed,
            SmtpStage.Auth,
            $"The server did not give the proof that {MechanismName} demands of it: it may not be the one it claims to be")
        : new MailFailureException(SmtpErrorKind.ProtocolError, SmtpStage.Auth, $"The server's challenge is not one of {MechanismName}");

    private static SaslMechanism Create(SmtpAuthenticationMechanism mechanism, NetworkCredential credential) => mechanism switch
    {
        ScramSha512 => new SaslMechanismScramSha512(credential),
        ScramSha256 => new SaslMechanismScramSha256(credential),
        ScramSha1 => new SaslMechanismScramSha1(credential),
        DigestMd5 => new SaslMechanismDigestMd5(credential),
        CramMd5 => new SaslMechanismCramMd5(credential),
        Login => new SaslMechanismLogin(credential),
        Ntlm => new SaslMechanismNtlm(credential),
        XOAuth2 => new SaslMechanismOAuth2(credential),
        OAuthBearer => new SaslMechanismOAuthBearer(credential),
        _ => new SaslMechanismPlain(credential),
    };

    private static bool IsClearText(SmtpAuthenticationMechanism mechanism) => mechanism is Plain or Login or XOAuth2 or OAuthBearer;

    private static string Name(SmtpAuthenticationMechanism mechanism) => MechanismNames.Sasl(mechanism);
}
