Describe 'Work side by side' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $manifest = Get-StagedManifest
        $login = New-Login
        $server = Start-SmtpTestServer -Credential $login
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        $settings = @{ SmtpServer = '127.0.0.1'; Port = $server.Port; ServerCertificateThumbprint = $server.ServerCertificateThumbprint; Credential = $login; LogPath = $log }
    }

    AfterAll {
        $server | Stop-SmtpTestServer
    }

    It 'in a job: results come back with their properties, the view and the error' {
        $job = Start-Job -ArgumentList $manifest, $settings {
            param($manifest, $settings)
            Import-Module $manifest
            $t = New-SmtpTransporter @settings
            $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject job -Body done
            $t | Send-SmtpLoggedMessage -From ops@example.com -To 'no address' -Subject job -Body done
            $t | Test-SmtpTransporter -To bob@example.com
            $t.Dispose()
        }
        $sent, $failed, $check = $job | Wait-Job | Receive-Job -ErrorAction SilentlyContinue -ErrorVariable errors
        $job | Remove-Job

        $sent.Success | Should -BeTrue
        $sent.Recipients[0].Address | Should -Be bob@example.com
        $sent.Transcript.Count | Should -BeGreaterThan 30
        $sent.Transcript[0].Text | Should -Match '^SMTP Connecting'
        ($sent | Get-Screen)[2] | Should -Match '^True +250 +bob@example\.com'
        $failed.Success | Should -BeFalse
        $errors.FullyQualifiedErrorId | Should -Be 'InvalidAddress,SmtpLog.PowerShell.Commands.SendSmtpLoggedMessageCommand'
        $check.Certificate.Subject | Should -Be CN=localhost
        $check.Timings.Total | Should -BeOfType ([timespan])
        $check.State.ToString() | Should -Be Ok
        ($check | Get-Screen)[2] | Should -Match '^Ok +127\.0\.0\.1:\d+ +Recipient'
    }

    It 'in runspaces that share one transporter: its sends take turns' {
        $t = New-SmtpTransporter @settings
        $before = $server.Messages.Count
        $shells = 1..4 | ForEach-Object {
            [powershell]::Create().AddScript({
                param($manifest, $t)
                Import-Module $manifest
                1..5 | ForEach-Object { $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject $_ -Body done }
            }).AddArgument($manifest).AddArgument($t)
        }
        $running = $shells | ForEach-Object { $_.BeginInvoke() }
        $results = for ($i = 0; $i -lt 4; $i++) { $shells[$i].EndInvoke($running[$i]); $shells[$i].Dispose() }
        $t.Dispose()

        $results.Success | Should -Be (@($true) * 20)
        $results.SessionId | Select-Object -Unique | Should -HaveCount 1
        $server.Messages.Count - $before | Should -Be 20
    }

    It 'in ForEach-Object -Parallel: one log, every line whole' {
        if (-not (Get-Command ForEach-Object).Parameters.ContainsKey('Parallel')) {
            Set-ItResult -Skipped -Because "ForEach-Object has no -Parallel in PowerShell $($PSVersionTable.PSVersion)"
        }

        $own = [System.IO.Path]::Combine("$TestDrive", 'parallel.log')
        $settings.LogPath = $own
        $results = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:manifest
            $settings = $using:settings
            $t = New-SmtpTransporter @settings
            $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject $_ -Body done
            $t.Dispose()
        }
        $results.Success | Should -Be (@($true) * 8)
        $sessions = ConvertFrom-SmtpLog $own -AsSession
        $sessions.Outcome | Should -Be (@('Completed') * 8)
        $sessions.SessionId | Sort-Object -Unique | Should -HaveCount 8
        ConvertFrom-SmtpLog $own | Where-Object IsRecovered | Should -BeNullOrEmpty
        $counters = (ConvertFrom-SmtpLog $own).Counter
        $counters | Should -Be ($counters | Sort-Object -Unique)
    }
}
