<#
.SYNOPSIS
    Sends one good message and one with a wrong password to a server on this machine, and reads the log back.
.DESCRIPTION
    Needs nothing but the built module ('dotnet build' lays it in out/SmtpLog). Runs in pwsh, in Windows PowerShell and in
    tools/PowerShellHost, so it keeps to what all three have.
#>
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/SmtpLog/SmtpLog.psd1"

function New-Login([string] $User, [string] $Password) {
    # A secret vault gives a PSCredential; an example has to make one.
    [pscredential]::new($User, [System.Net.NetworkCredential]::new('', $Password).SecurePassword)
}

$log = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "smtplog-$([guid]::NewGuid().ToString('N')).log")
$server = Start-SmtpTestServer -Credential (New-Login 'ops' 'correct horse')
$transporters = @()
try {
    'One message with the right password:'
    $transporters += $server | New-SmtpTransporter -Credential (New-Login 'ops' 'correct horse') -LogPath $log
    $transporters[0] | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject 'Nightly' -Body 'done'

    'And one with a wrong one, which fails:'
    $transporters += $server | New-SmtpTransporter -Credential (New-Login 'ops' 'battery staple') -LogPath $log
    $transporters[1] | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject 'Nightly' -Body 'done' -ErrorAction Continue

    foreach ($transporter in $transporters) { $transporter.Dispose() }

    "The log, $log`:"
    [System.IO.File]::ReadAllText($log)

    "ConvertFrom-SmtpLog `$log | Where-Object Code -eq 535:"
    ConvertFrom-SmtpLog $log | Where-Object Code -eq 535
}
finally {
    foreach ($transporter in $transporters) { $transporter.Dispose() }
    $server | Stop-SmtpTestServer
    [System.IO.File]::Delete($log)
}
