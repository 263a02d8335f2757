Describe 'Test-SmtpTransporter' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $login = New-Login
        $server = Start-SmtpTestServer -Credential $login
        $t = $server | New-SmtpTransporter -Credential $login
    }

    AfterAll {
        $t.Dispose()
        $server | Stop-SmtpTestServer
    }

    It 'passes every stage, and tells of the server what there is to know' {
        $result = $t | Test-SmtpTransporter -From ops@example.com -To bob@example.com
        $result.Success, $result.State, $result.ExitCode, $result.StageReached | Should -Be $true, Ok, 0, Recipient
        $result.Extensions | Should -Contain PIPELINING
        $result.MechanismsOffered | Should -Contain SCRAM-SHA-256
        $result.Mechanism | Should -Be SCRAM-SHA-256
        $result.Secure | Should -BeTrue
        $result.Certificate.Subject | Should -Be CN=localhost
        $result.Certificate.DaysLeft | Should -BeGreaterThan 300
        $result.Recipients.Address | Should -Be bob@example.com
        $result.Timings.Total | Should -BeGreaterThan ([timespan]::Zero)
        $result.Transcript.Text | Should -Contain RSET
        $server.Messages.Count | Should -Be 0
    }

    It 'goes as far as -StopAfter <_>' -ForEach Connect, Tls, Hello, Auth, Mail {
        $result = $t | Test-SmtpTransporter -StopAfter $_
        $result.Success | Should -BeTrue
        $result.StageReached | Should -Be $_
    }

    It 'goes by default as far as it has something to try' {
        ($t | Test-SmtpTransporter).StageReached | Should -Be Auth
        ($server | New-SmtpTransporter | Test-SmtpTransporter).StageReached | Should -Be Hello
        ($t | Test-SmtpTransporter -From ops@example.com).StageReached | Should -Be Mail
        (Test-SmtpTransporter $t -To bob@example.com).StageReached | Should -Be Recipient
    }

    It 'writes no error where the check fails, whatever the preference' {
        $result = & {
            $ErrorActionPreference = 'Stop'
            New-SmtpTransporter 127.0.0.1 -Port $server.Port | Test-SmtpTransporter
        }
        $result.Success, $result.State, $result.ExitCode | Should -Be $false, Critical, 2
        $result.ErrorKind, $result.ErrorId, $result.FailedStage | Should -Be CertificateInvalid, CertificateInvalid, Tls
        $result.Diagnosis.Advice | Should -Match 'ServerCertificateThumbprint'
        $result.StatusText | Should -Match '^SMTP CRITICAL - CertificateInvalid: .* \| time=[0-9.]+s;;;0'
        "$result" | Should -Be $result.StatusText
    }

    It 'gives true or false with -Quiet' {
        $t | Test-SmtpTransporter -Quiet | Should -BeTrue
        $server | New-SmtpTransporter -Credential (New-Login ops 'battery staple') | Test-SmtpTransporter -Quiet | Should -BeFalse
        $t | Test-SmtpTransporter -Quiet:$false | Should -BeOfType ([SmtpLog.SmtpTestResult])
    }

    It 'warns of a certificate that ends soon' {
        $result = $t | Test-SmtpTransporter -CertificateWarningDays 36500
        $result.Success, $result.State, $result.ExitCode | Should -Be $true, Warning, 1
        $result.StatusText | Should -Match '^SMTP WARNING - .*the certificate ends in \d+ days'
    }

    It 'writes numbers for machines, whatever the culture' {
        $culture = [System.Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [System.Threading.Thread]::CurrentThread.CurrentCulture = 'de-DE'
            ($t | Test-SmtpTransporter -SlowWarning 86400000).StatusText | Should -Match ' \| time=\d+\.\d{6}s;86400;;0( \w+=\d+\.\d{6}s;;;0)+ cert_days=\d+;14:;0:$'
        }
        finally {
            [System.Threading.Thread]::CurrentThread.CurrentCulture = $culture
        }
    }

    It 'checks the rows of a CSV file, one after the other' {
        $csv = "$TestDrive/relays.csv"
        'SmtpServer,Port,Tls,SkipCertificateCheck', "127.0.0.1,$($server.Port),,true", "127.0.0.1,$($server.Port),Implicit,true", 'no.such.invalid,,,' | Set-Content $csv
        $results = Import-Csv $csv | New-SmtpTransporter | Test-SmtpTransporter
        $results.ExitCode | Should -Be 0, 2, 2
        $results.ErrorKind | Should -Be $null, TlsHandshakeFailed, HostNotFound
        $results[2].Port | Should -Be 587
        ($results | Sort-Object ExitCode, SmtpServer)[0].State | Should -Be Ok
        ($results | Measure-Object ExitCode -Maximum).Maximum | Should -Be 2
    }

    It 'refuses <Why>' -ForEach @(
        @{ Why = 'a stage that sends'; Id = 'ParameterArgumentValidationError'; Arguments = @{ StopAfter = 'Data' } }
        @{ Why = 'a negative time'; Id = 'ParameterArgumentValidationError'; Arguments = @{ SlowWarning = -1 } }
    ) {
        { $t | Test-SmtpTransporter @Arguments } | Should -Throw -ErrorId "$Id,SmtpLog.PowerShell.Commands.TestSmtpTransporterCommand"
    }

    It 'leaves its own session in the log' {
        $log = "$TestDrive/check.log"
        $logged = $server | New-SmtpTransporter -Credential $login -LogPath $log
        $result = $logged | Test-SmtpTransporter
        $session = ConvertFrom-SmtpLog $log -AsSession
        $session.SessionId, $session.Outcome, $session.Mechanism | Should -Be $result.SessionId, Completed, SCRAM-SHA-256
    }
}
