using System;
using System.Management.Automation;
using SmtpLog.Contracts;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Checks a server, stage by stage, without sending a message.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SmtpTransporter")]
[OutputType(typeof(SmtpTestResult), typeof(bool))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class TestSmtpTransporterCommand : CancellableCommand
{
    /// <summary>Where to and how.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public SmtpTransporter Transporter { get; set; } = null!;

    /// <summary>The last stage to pass; by default Recipient with <see cref="To"/>, else Auth with a credential, else Hello.</summary>
    [Parameter]
    [ValidateSet("Connect", "Tls", "Hello", "Auth", "Mail", "Recipient")]
    public SmtpStage? StopAfter { get; set; }

    /// <summary>The sender to probe with MAIL FROM; by default the user's name if it is an address, else the null sender.</summary>
    [Parameter]
    public string? From { get; set; }

    /// <summary>The recipients to probe with RCPT TO.</summary>
    [Parameter]
    public string[] To { get; set; } = [];

    /// <summary>Warn where the certificate ends within so many days.</summary>
    [Parameter]
    [ValidateRange(0, 36500)]
    public int CertificateWarningDays { get; set; } = 14;

    /// <summary>Warn where the check took longer, in milliseconds; 0: never.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int SlowWarning { get; set; }

    /// <summary>Give true or false alone.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Checks one transporter.</summary>
    protected override void ProcessRecord()
    {
        var result = Transporter.Check(
            new SmtpCheckOptions
            {
                StopAfter = StopAfter ?? DefaultStage(),
                From = From,
                To = To,
                CertificateWarningDays = CertificateWarningDays,
                SlowWarning = SlowWarning == 0 ? null : TimeSpan.FromMilliseconds(SlowWarning),
            },
            Stopped);
        if (result.LogError is not null)
        {
            WriteWarning(result.LogError);
        }

        WriteObject(Quiet ? result.Success : result);
    }

    private SmtpStage DefaultStage()
    {
        if (To.Length > 0)
        {
            return SmtpStage.Recipient;
        }

        if (From is not null)
        {
            return SmtpStage.Mail;
        }

        return Transporter.UserName is null ? SmtpStage.Hello : SmtpStage.Auth;
    }
}
