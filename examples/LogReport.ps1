<#
.SYNOPSIS
    What the mail logs of a folder have to say: failures, old habits, and a page to look at.
.DESCRIPTION
    Needs pwsh or Windows PowerShell (Get-ChildItem, Group-Object, Format-Table). Reads every log below the folder,
    whichever tool wrote it; sessions without times are left out, and files that are none are named at the end. Ends with
    1 where sessions failed, so that a scheduler tells.
.EXAMPLE
    ./LogReport.ps1 -Path /var/log/smtplog -Days 1 -ReportPath ./today.html
#>
param(
    [Parameter(Mandatory)] [string] $Path,
    [int] $Days = 7,
    [string] $ReportPath
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/SmtpLog/SmtpLog.psd1"

$after = (Get-Date).AddDays(-$Days)
$files = Get-ChildItem -Path $Path -Recurse -File
$sessions = @($files | ConvertFrom-SmtpLog -AsSession -After $after -ErrorAction SilentlyContinue -ErrorVariable unread)
if ($sessions.Count -eq 0) {
    "No session since $($after.ToString('u')) in $Path."
    exit 0
}

$summary = $sessions | Measure-SmtpLog
"$summary, since $($after.ToString('u'))"

$failed = @($sessions | Where-Object Outcome -eq Failed)
$failed | Group-Object Server, ErrorKind, Code | Sort-Object Count -Descending |
    Format-Table Count, @{ Name = 'Failure'; Expression = { $_.Name } }, @{ Name = 'Last'; Expression = { ($_.Group | Select-Object -Last 1).Start } }
foreach ($kind in $failed | Group-Object { "$($_.Diagnosis)" } | Sort-Object Count -Descending | Select-Object -First 3) {
    "$($kind.Count) x: $($kind.Name)"
}

foreach ($use in $summary.TlsVersions | Where-Object IsDeprecated) { "Old or no TLS: $use session(s)" }
foreach ($use in $summary.Mechanisms | Where-Object IsBasic) { "Basic authentication: $use session(s)" }

if ($ReportPath) {
    $sessions | Export-SmtpLogReport -OutputPath $ReportPath -Title "Mail of the last $Days day(s)" -Force
    "Page: $ReportPath"
}

foreach ($problem in $unread) { "Not read: $($problem.TargetObject)" }
exit [int] ($failed.Count -gt 0)
