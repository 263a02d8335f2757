<#
.SYNOPSIS
    Checks one relay: for a scheduler or a monitoring system.
.DESCRIPTION
    Prints one line with performance data, as monitoring plug-ins do, and exits with 0 (ok), 1 (warning), 2 (critical) or
    3 (unknown). Nothing is sent. The transcript is written only when the check fails.

    Without -SmtpServer it tries itself on a test server on this machine. The login is a PSCredential that was saved with
    Export-Clixml by the user who runs the task (on Windows only that user can read it; elsewhere guard the file).
.EXAMPLE
    ./HealthCheck.ps1 -SmtpServer smtp.example.com -CredentialPath ./relay.clixml -To ops@example.com
#>
param(
    [string] $SmtpServer,
    [int] $Port = 587,
    [string] $CredentialPath,
    [string[]] $To = @(),
    [int] $SlowWarning = 5000,
    [string] $TranscriptFolder = [System.IO.Path]::GetTempPath()
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/SmtpLog/SmtpLog.psd1"

$server = $null
try {
    if ($SmtpServer) {
        $settings = @{ SmtpServer = $SmtpServer; Port = $Port }
        if ($CredentialPath) { $settings.Credential = Import-Clixml $CredentialPath }
        $transporter = New-SmtpTransporter @settings
    }
    else {
        $server = Start-SmtpTestServer
        $transporter = $server | New-SmtpTransporter
    }

    $result = $transporter | Test-SmtpTransporter -To $To -SlowWarning $SlowWarning
    $result.StatusText
    if (-not $result.Success) {
        $file = [System.IO.Path]::Combine($TranscriptFolder, "smtp-check-$($result.SmtpServer)-$([datetime]::UtcNow.ToString('yyyyMMddTHHmmssZ')).log")
        [System.IO.File]::WriteAllLines($file, [string[]] $result.Transcript)
        "$($result.Diagnosis)"
        "Transcript: $file"
    }
}
finally {
    if ($server) { $server | Stop-SmtpTestServer }
}

exit $result.ExitCode
