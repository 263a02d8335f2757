Describe 'A send that fails' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $server = Start-SmtpTestServer -Credential (New-Login)
        $t = $server | New-SmtpTransporter -Credential (New-Login ops 'battery staple')
        $mail = @{ From = 'ops@example.com'; To = 'bob@example.com'; Subject = 'Nightly'; Body = 'done' }
        $command = 'SmtpLog.PowerShell.Commands.SendSmtpLoggedMessageCommand'
    }

    AfterAll {
        $t.Dispose()
        $server | Stop-SmtpTestServer
    }

    It 'goes on by default, with a result and one error whose target is the result' {
        $result, $next = & { $ErrorActionPreference = 'SilentlyContinue'; $t | Send-SmtpLoggedMessage @mail -ErrorVariable +errors; 'next' }
        $result.Success | Should -BeFalse
        $next | Should -Be next
        $errors = $null
        $result = $t | Send-SmtpLoggedMessage @mail -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "AuthenticationFailed,$command"
        $errors[0].CategoryInfo.Category | Should -Be AuthenticationError
        [object]::ReferenceEquals($errors[0].TargetObject, $result) | Should -BeTrue
    }

    It 'names server, port, stage, code and the server''s words, and what to do' {
        $null = $t | Send-SmtpLoggedMessage @mail -ErrorVariable errors -ErrorAction SilentlyContinue
        "$($errors[0])" | Should -Match "127\.0\.0\.1:$($server.Port).*Auth.*535 5\.7\.8 Authentication credentials invalid"
        $errors[0].ErrorDetails.RecommendedAction | Should -Match '-Credential'
        $errors[0].Exception | Should -BeOfType ([SmtpLog.SmtpLogException])
        $errors[0].Exception.ErrorKind | Should -Be AuthenticationFailed
    }

    It 'stops with -ErrorAction Stop, and catch has the whole story' {
        $caught = try { $t | Send-SmtpLoggedMessage @mail -ErrorAction Stop; 'not reached' } catch { $_ }
        $caught = @($caught)[-1]
        $caught.FullyQualifiedErrorId | Should -Be "AuthenticationFailed,$command"
        $caught.TargetObject.Diagnosis.Advice | Should -Match '-Credential'
        $caught.TargetObject.Transcript | Where-Object Code -EQ 535 | Should -HaveCount 1
        $caught.TargetObject.FailedStage | Should -Be Auth
    }

    It 'stops with $ErrorActionPreference, and is caught by its type' {
        $kind = & {
            $ErrorActionPreference = 'Stop'
            try { $null = $t | Send-SmtpLoggedMessage @mail } catch [SmtpLog.SmtpLogException] { $_.Exception.ErrorKind }
        }
        $kind | Should -Be AuthenticationFailed
    }

    It 'is told by $? and $Error with SilentlyContinue, and left out of $Error with Ignore' {
        $Error.Clear()
        $null = $t | Send-SmtpLoggedMessage @mail -ErrorAction SilentlyContinue
        $? | Should -BeFalse
        $Error | Should -HaveCount 1
        $Error.Clear()
        $null = $t | Send-SmtpLoggedMessage @mail -ErrorAction Ignore
        $Error | Should -HaveCount 0
    }

    It 'shows as an error with the advice' {
        $shown = ($t | Send-SmtpLoggedMessage @mail -ErrorAction Continue 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Get-Screen -Width 200) -join ' '
        $shown | Should -Match 'The server refused the login'
        $shown | Should -Not -Match 'SmtpLogException|at SmtpLog\.'
    }

    It 'does not keep the next of a pipeline from being sent' {
        $good = $server | New-SmtpTransporter -Credential (New-Login)
        $rows = [pscustomobject]@{ To = 'no address' }, [pscustomobject]@{ To = 'bob@example.com' }
        $results = $rows | Send-SmtpLoggedMessage -Transporter $good -From ops@example.com -ErrorAction SilentlyContinue -ErrorVariable errors
        $good.Dispose()
        $results.Success | Should -Be $false, $true
        $errors.FullyQualifiedErrorId | Should -Be "InvalidAddress,$command"
    }

    It 'is <Id> where <Why>' -ForEach @(
        @{ Id = 'ConnectionRefused'; Category = 'ConnectionError'; Why = 'nobody listens'; Settings = { @{ SmtpServer = '127.0.0.1'; Port = $closed } } }
        @{ Id = 'HostNotFound'; Category = 'ObjectNotFound'; Why = 'the name is unknown'; Settings = { @{ SmtpServer = 'no.such.invalid' } } }
        @{ Id = 'CertificateInvalid'; Category = 'SecurityError'; Why = 'nobody vouches for the certificate'; Settings = { @{ SmtpServer = '127.0.0.1'; Port = $server.Port } } }
        @{ Id = 'StartTlsNotOffered'; Category = 'SecurityError'; Why = 'the server does not encrypt'; Settings = { @{ SmtpServer = '127.0.0.1'; Port = $plain.Port } } }
        @{ Id = 'ClearTextRefused'; Category = 'SecurityError'; Why = 'the password would be readable'; Settings = { @{ SmtpServer = '127.0.0.1'; Port = $plain.Port; Tls = 'Opportunistic'; Credential = New-Login; AuthenticationMechanism = 'Plain' } } }
        @{ Id = 'MechanismNotOffered'; Category = 'AuthenticationError'; Why = 'the server does not know the mechanism'; Settings = { @{ SmtpServer = '127.0.0.1'; Port = $server.Port; SkipCertificateCheck = $true; Credential = New-Login; AuthenticationMechanism = 'Ntlm' } } }
        @{ Id = 'AuthenticationRequired'; Category = 'AuthenticationError'; Why = 'no login is given'; Settings = { @{ SmtpServer = '127.0.0.1'; Port = $server.Port; SkipCertificateCheck = $true } } }
        @{ Id = 'LogUnavailable'; Category = 'OpenError'; Why = 'the log''s folder is missing'; Settings = { @{ SmtpServer = '127.0.0.1'; Port = $server.Port; LogPath = "$TestDrive/missing/smtp.log" } } }
    ) {
        $plain = Start-SmtpTestServer -Tls None
        $closing = Start-SmtpTestServer -Tls None
        $closed = $closing.Port
        $closing | Stop-SmtpTestServer
        $arguments = & $Settings
        $failing = New-SmtpTransporter @arguments
        $result = $failing | Send-SmtpLoggedMessage @mail -ErrorAction SilentlyContinue -ErrorVariable errors
        $failing.Dispose()
        $plain | Stop-SmtpTestServer

        $errors.FullyQualifiedErrorId | Should -Be "$Id,$command"
        $errors.CategoryInfo.Category | Should -Be $Category
        $result.ErrorKind | Should -Be $Id
        "$($result.Diagnosis)" | Should -Not -BeNullOrEmpty
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'is TransporterDisposed where the transporter was' {
        $gone = $server | New-SmtpTransporter -Credential (New-Login)
        $gone.Dispose()
        { $gone | Send-SmtpLoggedMessage @mail -ErrorAction Stop } | Should -Throw -ErrorId "TransporterDisposed,$command"
    }
}
