BeforeAll {
    Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
    $manifest = Get-StagedManifest
    $server = Start-SmtpTestServer -Credential (New-Login)
    $settings = "127.0.0.1 -Port $($server.Port) -ServerCertificateThumbprint $($server.ServerCertificateThumbprint)"
}

AfterAll {
    $server | Stop-SmtpTestServer
}

Describe 'A health check in a process of its own' {
    It 'exits with <Code>, <State>, with <Arguments>' -ForEach @(
        @{ Code = 0; State = 'OK'; Arguments = '' }
        @{ Code = 1; State = 'WARNING'; Arguments = '-CertificateWarningDays 36500' }
        @{ Code = 2; State = 'CRITICAL'; Arguments = '-StopAfter Mail' }
        @{ Code = 3; State = 'UNKNOWN'; Arguments = '-From nobody' }
    ) {
        $child = Invoke-Child @"
`$ErrorActionPreference = 'Stop'
Import-Module '$manifest'
`$result = New-SmtpTransporter $settings | Test-SmtpTransporter $Arguments
`$result.StatusText
exit `$result.ExitCode
"@
        $child.ExitCode | Should -Be $Code
        $child.Output | Should -Match "^SMTP $State - "
        $child.Errors | Should -BeNullOrEmpty
    }

    It 'ends a script with 1 where a send fails under -ErrorAction Stop' {
        $child = Invoke-Child "Import-Module '$manifest'; `$t = New-SmtpTransporter $settings`n`$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -ErrorAction Stop`n'not reached'"
        $child.ExitCode | Should -Be 1
        $child.Output | Should -Not -Contain 'not reached'
        # A message is broken to fit the lines of a console.
        ($child.Output + $child.Errors -join '') -replace '[\s|]' | Should -Match '5305\.7\.0'
    }

    It 'says QUIT at the end of the process' {
        $log = "$TestDrive/quit.log"
        $child = Invoke-Child @"
Import-Module '$manifest'
`$secret = [System.Net.NetworkCredential]::new('', 'correct horse').SecurePassword
`$t = New-SmtpTransporter $settings -Credential ([pscredential]::new('ops', `$secret)) -LogPath '$log'
(`$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com).Success
"@
        $child.Output | Should -Be True
        (ConvertFrom-SmtpLog $log -AsSession).Outcome | Should -Be Completed
        (Get-Content $log)[-3] | Should -Match 'C > "QUIT"$'
    }
}

Describe 'The examples' {
    BeforeAll {
        function Invoke-Example([string] $Line) {
            Invoke-Child "& '$(Get-RepositoryPath examples)/$Line; exit `$LASTEXITCODE"
        }
    }

    It 'FirstRun shows a good and a failed message' {
        $child = Invoke-Example "FirstRun.ps1'"
        $child.Output -join "`n" | Should -Match '(?s)True +250.*False +535.*Where-Object Code -eq 535.*EnhancedCode +: 5\.7\.8'
    }

    It 'HealthCheck keeps the transcript of a failure, with a login from Export-Clixml' {
        New-Login ops@example.com 'battery staple' | Export-Clixml "$TestDrive/relay.clixml"
        $child = Invoke-Example "HealthCheck.ps1' -SmtpServer 127.0.0.1 -Port $($server.Port) -CredentialPath '$TestDrive/relay.clixml' -TranscriptFolder '$TestDrive'"
        $child.ExitCode | Should -Be 2
        $child.Output[0] | Should -Match '^SMTP CRITICAL - CertificateInvalid'
        (Get-ChildItem "$TestDrive/smtp-check-*.log" | ConvertFrom-SmtpLog -AsSession).ErrorKind | Should -Be CertificateInvalid
    }

    It 'HealthCheckMany exits with the worst of all' {
        'SmtpServer,Port,ServerCertificateThumbprint,SkipCertificateCheck', "127.0.0.1,$($server.Port),$($server.ServerCertificateThumbprint),", 'no.such.invalid,2525,,' | Set-Content "$TestDrive/relays.csv"
        $child = Invoke-Example "HealthCheckMany.ps1' -Path '$TestDrive/relays.csv' -TranscriptFolder '$TestDrive'"
        $child.ExitCode | Should -Be 2
        $child.Output -join "`n" | Should -Match '(?s)Critical +no\.such\.invalid +2525.*Ok +127\.0\.0\.1'
        Test-Path "$TestDrive/smtp-check-no.such.invalid-2525.log" | Should -BeTrue
    }
}
