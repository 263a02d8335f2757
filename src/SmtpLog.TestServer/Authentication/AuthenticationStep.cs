using System.Text;

namespace SmtpLog.TestServer.Authentication;

/// <summary>What follows from one message of the client.</summary>
internal sealed class AuthenticationStep
{
    private AuthenticationStep(AuthenticationOutcome outcome, byte[] challenge, string? user)
    {
        Outcome = outcome;
        Challenge = challenge;
        User = user;
    }

    public static AuthenticationStep Failure { get; } = new(AuthenticationOutcome.Failure, [], null);

    public static AuthenticationStep Malformed { get; } = new(AuthenticationOutcome.Malformed, [], null);

    public AuthenticationOutcome Outcome { get; }

    public byte[] Challenge { get; }

    /// <summary>Who has logged in; null if nobody.</summary>
    public string? User { get; }

    public static AuthenticationStep Ask(string challenge) =>
        new(AuthenticationOutcome.Continue, Encoding.UTF8.GetBytes(challenge), null);

    public static AuthenticationStep Result(bool accepted, string user) =>
        accepted ? new AuthenticationStep(AuthenticationOutcome.Success, [], user) : Failure;
}
