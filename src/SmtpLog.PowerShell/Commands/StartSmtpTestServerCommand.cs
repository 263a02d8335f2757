using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security;
using SmtpLog.Contracts;
using SmtpLog.PowerShell.Binding;
using SmtpLog.Rehearsing;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Starts a real SMTP server on loopback, to try things on.</summary>
[Cmdlet(VerbsLifecycle.Start, "SmtpTestServer", DefaultParameterSetName = "Reply")]
[OutputType(typeof(SmtpTestServer))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class StartSmtpTestServerCommand : PSCmdlet
{
    private readonly List<SmtpLogSession> _sessions = [];

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

    /// <summary>What it says in place of its own replies: command → reply, or several in turn.</summary>
    [Parameter(ParameterSetName = "Reply")]
    public IDictionary? Reply { get; set; }

    /// <summary>Recorded sessions whose replies it gives again, each to one connection.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Replay", ValueFromPipeline = true)]
    public SmtpLogSession[] Replay { get; set; } = [];

    /// <summary>Takes the recorded sessions.</summary>
    protected override void ProcessRecord() => _sessions.AddRange(Replay);

    /// <summary>Starts the server.</summary>
    protected override void EndProcessing()
    {
        if (AccessToken is { Length: 0 })
        {
            WriteError(Errors.Usage(Errors.PlainTextSecret, "The access token is plain text, or empty; it is refused.", "Pass -AccessToken as a SecureString."));
            return;
        }

        if (MyInvocation.ExpectingInput && _sessions.Count == 0)
        {
            WriteError(Errors.Usage(Errors.NoInput, "No session came to be replayed.", "Look at what ConvertFrom-SmtpLog -AsSession gives, and at what its output is filtered by."));
            return;
        }

        Rehearsal? rehearsal = null;
        if (Reply is not null)
        {
            rehearsal = ReplyTable.Parse(Reply, out ErrorRecord? refusal);
            if (refusal is not null)
            {
                WriteError(refusal);
                return;
            }
        }

        if (_sessions.Count > 0 && !MyInvocation.BoundParameters.ContainsKey(nameof(Tls)))
        {
            Tls = SessionReplay.Tls(_sessions[0]);
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
                Rehearsal = rehearsal,
                Replays = _sessions.ConvertAll(SessionReplay.Of),
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
