namespace SmtpLog.TestServer.Authentication;

internal enum AuthenticationOutcome
{
    /// <summary>The client has to answer a challenge.</summary>
    Continue,

    /// <summary>Logged in.</summary>
    Success,

    /// <summary>Wrong user, password or token.</summary>
    Failure,

    /// <summary>Not what the mechanism's grammar allows.</summary>
    Malformed,
}
