<#
.SYNOPSIS
    Checks many relays from a CSV file, side by side where PowerShell can.
.DESCRIPTION
    Needs pwsh or Windows PowerShell (Import-Csv, Sort-Object, Format-Table). The columns are New-SmtpTransporter's
    parameters: SmtpServer, Port, Tls, ServerCertificateThumbprint, ...; an empty cell means the default. The exit code is
    the worst of all. Transcripts are written only for the checks that fail.
.EXAMPLE
    ./HealthCheckMany.ps1 -Path ./relays.csv -TranscriptFolder /var/log/smtp-checks
#>
param(
    [Parameter(Mandatory)] [string] $Path,
    [string] $TranscriptFolder = [System.IO.Path]::GetTempPath(),
    [int] $ThrottleLimit = 16
)

$ErrorActionPreference = 'Stop'
$module = "$PSScriptRoot/../out/SmtpLog/SmtpLog.psd1"
Import-Module $module

$relays = @(Import-Csv $Path)
$results = if ($PSVersionTable.PSVersion.Major -ge 7) {
    $relays | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
        Import-Module $using:module
        $_ | New-SmtpTransporter | Test-SmtpTransporter
    }
}
else {
    $relays | New-SmtpTransporter | Test-SmtpTransporter
}

$results | Sort-Object ExitCode -Descending | Format-Table State, SmtpServer, Port, StageReached, ErrorKind, Code, Diagnosis
foreach ($result in $results | Where-Object { -not $_.Success }) {
    $file = Join-Path $TranscriptFolder "smtp-check-$($result.SmtpServer)-$($result.Port).log"
    [System.IO.File]::WriteAllLines($file, [string[]] $result.Transcript)
    "Transcript: $file"
}

exit ($results | Measure-Object ExitCode -Maximum).Maximum
