<#
.SYNOPSIS
    Rehearses failures: shows what a script does when a server refuses it, before a real server does.
.DESCRIPTION
    Put your own sending and error handling in the place of Send-Nightly. Each case below makes it fail in another way,
    against a server on this machine. Runs in pwsh, in Windows PowerShell and in tools/PowerShellHost. Ends with 1 where
    a case did not fail as it should.
#>
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/SmtpLog/SmtpLog.psd1"

function New-Login([string] $User, [string] $Password) {
    [pscredential]::new($User, [System.Net.NetworkCredential]::new('', $Password).SecurePassword)
}

# What is rehearsed. It says in one line what it would do.
function Send-Nightly($Transporter, [string[]] $To) {
    try {
        $null = $Transporter | Send-SmtpLoggedMessage -From ops@example.com -To $To -Subject 'Nightly' -Body 'done' -ErrorAction Stop
        'sent'
    }
    catch {
        $result = $_.TargetObject
        if ($result.IsTransient) { "try again later: $($result.ErrorKind)" }
        else { "call somebody: $($result.ErrorKind). $($result.Diagnosis.Advice)" }
    }
}

$login = New-Login ops 'correct horse'
$cases = @(
    @{
        Name = 'All is well'; Expect = 'sent'
        Make = { Start-SmtpTestServer -Credential $login | New-SmtpTransporter -Credential $login }
    }
    @{
        Name = 'The password is wrong'; Expect = 'call somebody: AuthenticationFailed'
        Make = { Start-SmtpTestServer -Credential $login | New-SmtpTransporter -Credential (New-Login ops 'battery staple') }
    }
    @{
        Name = 'The login was forgotten'; Expect = 'call somebody: AuthenticationRequired'
        Make = { Start-SmtpTestServer -Credential $login | New-SmtpTransporter }
    }
    @{
        Name = 'Nobody knows the recipient'; Expect = 'call somebody: RecipientRejected'
        Make = { Start-SmtpTestServer -Reply @{ RCPT = '550 5.1.1 Unknown user' } | New-SmtpTransporter }
    }
    @{
        Name = 'The server is busy'; Expect = 'try again later: ServiceUnavailable'
        Make = { Start-SmtpTestServer -Reply @{ Connect = '421 4.3.2 Too busy' } | New-SmtpTransporter }
    }
    @{
        Name = 'The connection breaks'; Expect = 'try again later: ConnectionLost'
        Make = { Start-SmtpTestServer -Reply @{ DATA = 'Close' } | New-SmtpTransporter }
    }
    @{
        Name = 'Nobody knows the certificate'; Expect = 'call somebody: CertificateInvalid'
        Make = { $server = Start-SmtpTestServer; New-SmtpTransporter $server.Host -Port $server.Port }
    }
    @{
        Name = 'There is no encryption'; Expect = 'call somebody: StartTlsNotOffered'
        Make = { $server = Start-SmtpTestServer -Tls None; New-SmtpTransporter $server.Host -Port $server.Port }
    }
    @{
        Name = 'The server is down'; Expect = 'try again later: ConnectionRefused'
        Make = { $server = Start-SmtpTestServer; $server | Stop-SmtpTestServer; $server | New-SmtpTransporter }
    }
)

$wrong = 0
foreach ($case in $cases) {
    $transporter = & $case.Make
    $answer = Send-Nightly $transporter bob@example.com
    $transporter.Dispose()
    Stop-SmtpTestServer
    "$($case.Name): $answer"
    if (-not $answer.StartsWith($case.Expect)) {
        "    expected: $($case.Expect)"
        $wrong++
    }
}

exit [int] ($wrong -gt 0)
