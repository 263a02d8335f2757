using System;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security;
using SmtpLog.Contracts;
using SmtpLog.PowerShell.Binding;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Starts a real SMTP server on loopback, to try things on.</summary>
[Cmdlet(VerbsLifecycle.Start, "SmtpTestServer")]
[OutputType(typeof(SmtpTestServer))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class StartSmtpTestServerCommand : PSCmdlet
{
    /// <summary>The port to listen on; 0: any free one.</summary>
    [Parameter]
    [ValidateRange(0, ushort.MaxValue)]
    public int Port { get; set; }

    /// <summary>How to encrypt: StartTls, Implicit or None.</summary>
    [Parameter]
    [ValidateSet("StartTls", "Implicit", "None")]
    public SmtpTls Tls { get; set; } = SmtpTls.StartTls;

    /// <summary>The one login that is accepted; without it any is, and mail without one.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The access token that XOAUTH2 takes.</summary>
    [Parameter]
    [Secret]
    public SecureString? AccessToken { get; set; }

    /// <summary>The mechanisms to offer; by default all that the credential allows.</summary>
    [Parameter]
    [Mechanism]
    public SmtpAuthenticationMechanism[] Mechanism { get; set; } = [];

    /// <summary>Starts the server.</summary>
    protected override void ProcessRecord()
    {
        if (AccessToken is { Length: 0 })
        {
            WriteError(Errors.Usage(Errors.PlainTextSecret, "The access token is plain text, or empty; it is refused.", "Pass -AccessToken as a SecureString."));
            return;
        }

        try
        {
            var engine = Bridge.StartTestServer(new SmtpTestServerOptions
            {
                Port = Port,
                Tls = Tls,
                Credential = Credential is null ? null : new NetworkCredential(Credential.UserName, Credential.Password),
                AccessToken = AccessToken is null ? null : new NetworkCredential(string.Empty, AccessToken).Password,
                Mechanisms = Mechanism,
            });
            var server = new SmtpTestServer(engine, Tls, LiveObjects.Remove);
            LiveObjects.Add(server, ModuleInitializer.RunspaceId());
            WriteObject(server);
        }
        catch (SocketException e)
        {
            WriteError(Errors.Input(Errors.PortUnavailable, ErrorCategory.ResourceBusy, e, $"Port {Port} of 127.0.0.1 cannot be listened on: {e.Message}", "Leave out -Port to get any free one.", Port));
        }
        catch (ArgumentException e)
        {
            WriteError(Errors.Input(Errors.InvalidMechanism, ErrorCategory.InvalidArgument, e, e.Message, "Leave out -Mechanism, or pass -Credential.", Mechanism));
        }
    }
}
