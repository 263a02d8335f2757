using System;
using System.Threading.Tasks;
using SmtpLog.TestServer.Commands;

namespace SmtpLog.TestServer.Authentication;

/// <summary>Leads one AUTH command through its challenges and responses (RFC 4954).</summary>
internal sealed class AuthenticationExchange(Wire wire, LineReader reader, OfferedMechanisms offered)
{
    private static readonly Reply s_notBase64 = new(501, "5.5.2", "Cannot decode the response");
    private static readonly Reply s_refused = new(535, "5.7.8", "Authentication credentials invalid");
    private static readonly Reply s_cancelled = new(501, "5.7.0", "Authentication cancelled");

    /// <summary>Who has logged in; null if nobody.</summary>
    public string? User { get; private set; }

    /// <param name="argument">What follows AUTH: the mechanism and, perhaps, the initial response.</param>
    /// <returns>The reply that ends the exchange; null where the client closed the connection.</returns>
    public async Task<Reply?> RunAsync(string argument)
    {
        string[] words = argument.Split([' '], 2);
        if (words[0].Length == 0)
        {
            return Reply.BadSyntax("Expected AUTH and a mechanism");
        }

        IServerMechanism? mechanism = offered.Create(words[0]);
        if (mechanism is null)
        {
            return new Reply(504, "5.5.4", "Authentication mechanism not offered here");
        }

        byte[]? response = null;
        if (words.Length > 1)
        {
            if (mechanism.ServerFirst)
            {
                return new Reply(501, "5.7.0", "This mechanism takes no initial response");
            }

            // A lone equals sign stands for a response of no bytes.
            if (!Base64.TryDecode(words[1] == "=" ? string.Empty : words[1], out response))
            {
                return s_notBase64;
            }
        }

        return await ConverseAsync(mechanism, response).ConfigureAwait(false);
    }

    private async Task<Reply?> ConverseAsync(IServerMechanism mechanism, byte[]? response)
    {
        while (true)
        {
            AuthenticationStep step = mechanism.Next(response);
            switch (step.Outcome)
            {
                case AuthenticationOutcome.Success:
                    User = step.User;
                    return new Reply(235, "2.7.0", "Authentication successful");
                case AuthenticationOutcome.Failure:
                    return s_refused;
                case AuthenticationOutcome.Malformed:
                    return s_notBase64;
            }

            wire.Queue(Reply.Challenge(Convert.ToBase64String(step.Challenge)));
            ReceivedLine line = await reader.ReadAsync().ConfigureAwait(false);
            switch (line.State)
            {
                case LineState.EndOfStream:
                    return null;
                case LineState.TooLong:
                    return Reply.LineTooLong;
                case LineState.Complete when line.Text == "*":
                    return s_cancelled;
                case LineState.Complete when Base64.TryDecode(line.Text, out response):
                    break;
                default:
                    return s_notBase64;
            }
        }
    }
}
