using System;
using System.Collections.Generic;
using System.Threading;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>MailKit's client, remembering what the server said to sender and recipients.</summary>
internal sealed class SessionClient : SmtpClient
{
    private readonly List<SmtpRecipientResult> _recipients = [];
    private readonly Func<string, string> _clean;
    private SmtpCommandException? _lastRefusal;

    public SessionClient(SmtpTransporterOptions options, IProtocolLogger logger, Func<string, string> clean, CertificateCheck certificate)
        : base(logger)
    {
        _clean = clean;
        ServerCertificateValidationCallback = certificate.Validate;
        CheckCertificateRevocation = !options.SkipCertificateRevocationCheck && !options.SkipCertificateCheck && options.Pins.Count == 0;
        SslProtocols = TlsSettings.Protocols(options.MinimumTlsVersion);
        Timeout = int.MaxValue; // The deadline ends what takes too long, by closing the socket.
        if (options.LocalDomain is not null)
        {
            LocalDomain = options.LocalDomain;
        }

        if (options.ClientCertificate is not null)
        {
            ClientCertificates = [options.ClientCertificate];
        }
    }

    public bool SenderAccepted { get; private set; }

    /// <summary>
    /// True while the facts of a handshake that has just ended are read: MailKit tells them only when the whole
    /// connection stands, too late for the log.
    /// </summary>
    public bool IsHandshakeDone { get; set; }

    public override bool IsSecure => base.IsSecure || IsHandshakeDone;

    /// <summary>The recipients that the server has answered so far.</summary>
    public IReadOnlyList<SmtpRecipientResult> Recipients => _recipients;

    public long MessageSize { get; private set; }

    /// <summary>True: a refused recipient does not stop the message.</summary>
    public bool AllowPartialDelivery { get; set; }

    public DeliveryStatusNotification? Notify { get; set; }

    /// <summary>Sends one command and gives the reply, whatever it says.</summary>
    public SmtpResponse Command(string command) => SendCommand(command);

    /// <summary>True after <see cref="GiveUpUtf8"/>, which MailKit cannot take back.</summary>
    public bool IsUtf8GivenUp { get; private set; }

    /// <summary>No message of this connection asks for SMTPUTF8 any more.</summary>
    public void GiveUpUtf8()
    {
        IsUtf8GivenUp |= (Capabilities & SmtpCapabilities.UTF8) != 0;
        Capabilities &= ~SmtpCapabilities.UTF8;
    }

    /// <summary>A new message begins.</summary>
    public void Forget()
    {
        _recipients.Clear();
        _lastRefusal = null;
        SenderAccepted = false;
        MessageSize = 0;
    }

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) => Notify;

    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        MessageSize = base.GetSize(options, message, cancellationToken);

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => SenderAccepted = true;

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Add(mailbox, response, accepted: true);

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        Add(mailbox, response, accepted: false);
        _lastRefusal = new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, mailbox, response.Response);
        if (!AllowPartialDelivery || response.StatusCode == SmtpStatusCode.ServiceNotAvailable)
        {
            throw _lastRefusal;
        }
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        if (_lastRefusal is not null)
        {
            throw _lastRefusal;
        }
    }

    private void Add(MailboxAddress mailbox, SmtpResponse response, bool accepted)
    {
        var reply = ServerReply.From((int)response.StatusCode, _clean(response.Response));
        _recipients.Add(new SmtpRecipientResult
        {
            Address = mailbox.Address,
            Accepted = accepted,
            Code = reply.Code,
            EnhancedCode = reply.EnhancedCode,
            Reply = reply.Text,
        });
    }
}
