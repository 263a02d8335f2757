using System.Management.Automation;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Stops a test server, or all of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SmtpTestServer", SupportsShouldProcess = true)]
public sealed class StopSmtpTestServerCommand : PSCmdlet
{
    /// <summary>The server; without it all of this process.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public SmtpTestServer? Server { get; set; }

    private bool IsOne => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Server));

    /// <summary>Stops the one that came.</summary>
    protected override void ProcessRecord()
    {
        if (Server is not null)
        {
            Stop(Server);
        }
    }

    /// <summary>Stops all where none was named.</summary>
    protected override void EndProcessing()
    {
        if (IsOne)
        {
            return;
        }

        foreach (var server in LiveObjects.All<SmtpTestServer>())
        {
            Stop(server);
        }
    }

    private void Stop(SmtpTestServer server)
    {
        if (ShouldProcess($"{server}", "Stop"))
        {
            server.Dispose();
        }
    }
}
