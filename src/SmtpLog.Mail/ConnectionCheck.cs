using System.Collections.Generic;
using System.Linq;
using MimeKit;
using SmtpLog.Contracts;
using SmtpLog.Diagnosis;

namespace SmtpLog.Mail;

/// <summary>Passes one session's stages, one after the other, as far as they were asked for.</summary>
internal sealed class ConnectionCheck(SmtpCheckOptions check, MailSession session)
{
    private readonly List<SmtpRecipientResult> _recipients = [];

    public IReadOnlyList<SmtpRecipientResult> Recipients => _recipients;

    /// <summary>The last stage that was passed; null where none was.</summary>
    public SmtpStage? Reached { get; private set; }

    public void Run(CheckAddresses addresses, Deadline deadline)
    {
        session.Connect(deadline);
        if (check.StopAfter == SmtpStage.Connect)
        {
            session.Greet(deadline);
            Reached = SmtpStage.Connect;
            return;
        }

        try
        {
            session.SayHello(deadline);
            Reached = SmtpStage.Hello;
        }
        finally
        {
            Reached ??= session.Tls is not null ? SmtpStage.Tls : session.Stage > SmtpStage.Connect ? SmtpStage.Connect : null;
        }

        if (check.StopAfter >= SmtpStage.Auth)
        {
            session.Authenticate(deadline);
            Reached = session.Client.IsAuthenticated ? SmtpStage.Auth : Reached;
        }

        deadline.EndConnect();
        if (check.StopAfter >= SmtpStage.Mail)
        {
            Probe(addresses, deadline);
        }
    }

    private void Probe(CheckAddresses addresses, Deadline deadline)
    {
        bool needsUtf8 = MessageAddresses.NeedUtf8(addresses.From is null ? addresses.To : addresses.To.Append(addresses.From));
        Capabilities.RequireUtf8(session.Client, needsUtf8);
        string parameters = needsUtf8 ? " SMTPUTF8" : string.Empty;
        Expect(SmtpStage.Mail, Say($"MAIL FROM:<{Path(addresses.From, needsUtf8)}>{parameters}", deadline));
        Reached = SmtpStage.Mail;
        if (check.StopAfter >= SmtpStage.Recipient)
        {
            foreach (var mailbox in addresses.To)
            {
                var reply = Say($"RCPT TO:<{Path(mailbox, needsUtf8)}>", deadline);
                _recipients.Add(new SmtpRecipientResult
                {
                    Address = mailbox.Address,
                    Accepted = reply.Code is >= 200 and < 300,
                    Code = reply.Code,
                    EnhancedCode = reply.EnhancedCode,
                    Reply = reply.Text,
                });
            }

            foreach (var refused in _recipients.Where(recipient => !recipient.Accepted))
            {
                Expect(SmtpStage.Recipient, new ServerReply(refused.Code!.Value, refused.EnhancedCode, refused.Reply!));
            }

            Reached = SmtpStage.Recipient;
        }

        Say("RSET", deadline);
    }

    private ServerReply Say(string command, Deadline deadline)
    {
        var response = session.Within(deadline, client => client.Command(command));
        return ServerReply.From((int)response.StatusCode, session.Clean(response.Response));
    }

    /// <exception cref="MailFailureException">The reply refuses.</exception>
    private static void Expect(SmtpStage stage, ServerReply reply)
    {
        if (reply.Code is >= 200 and < 300)
        {
            return;
        }

        var kind = ReplyKind.Of(reply.Code, reply.EnhancedCode, stage);
        throw new MailFailureException(new SmtpFailure
        {
            Kind = kind,
            Stage = stage,
            Sentence = ReplyKind.Sentence(kind),
            Code = reply.Code,
            EnhancedCode = reply.EnhancedCode,
            Reply = reply.Text,
        });
    }

    private static string Path(MailboxAddress? mailbox, bool isInternational) => mailbox?.GetAddress(idnEncode: !isInternational) ?? string.Empty;
}
