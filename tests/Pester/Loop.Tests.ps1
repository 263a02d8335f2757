#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

Describe 'The loop: send, write the transcript, read it back' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../out/SmtpLog/SmtpLog.psd1" -Force
        function New-Login([string] $User, [string] $Password) {
            [pscredential]::new($User, [System.Net.NetworkCredential]::new('', $Password).SecurePassword)
        }

        $good = New-Login ops 'correct horse'
        $bad = New-Login ops 'battery staple'
        $server = Start-SmtpTestServer -Credential $good
        $log = Join-Path $TestDrive smtp.log
        $mail = @{ From = 'ops@example.com'; To = 'bob@example.com'; Subject = 'Nightly'; Body = 'done' }
    }

    AfterAll {
        Stop-SmtpTestServer
    }

    It 'sends, and the server has the message' {
        $t = $server | New-SmtpTransporter -Credential $good -LogPath $log
        $result = $t | Send-SmtpLoggedMessage @mail
        $t.Dispose()

        $result.Success | Should -BeTrue
        $result.Status | Should -Be 250
        $result.QueueId | Should -Be $server.Messages[-1].QueueId
        $server.Messages[-1].GetText() | Should -Match 'Subject: Nightly'
    }

    It 'fails with an error whose target is the result' {
        $t = $server | New-SmtpTransporter -Credential $bad -LogPath $log
        try {
            $t | Send-SmtpLoggedMessage @mail -ErrorAction Stop
            throw 'it was sent'
        }
        catch {
            $_.FullyQualifiedErrorId | Should -Be 'AuthenticationFailed,SmtpLog.PowerShell.Commands.SendSmtpLoggedMessageCommand'
            $_.CategoryInfo.Category | Should -Be AuthenticationError
            $_.TargetObject.Diagnosis.Advice | Should -Match '-Credential'
            $_.TargetObject.Transcript | Where-Object Code -EQ 535 | Should -Not -BeNullOrEmpty
        }
        finally {
            $t.Dispose()
        }
    }

    It 'reads the one 535 back' {
        $entry = ConvertFrom-SmtpLog $log | Where-Object Code -EQ 535
        $entry | Should -HaveCount 1
        $entry.EnhancedCode | Should -Be '5.7.8'
        $entry.Command | Should -Be AUTH
        Get-Content $log | ConvertFrom-SmtpLog -Code 535 | Should -HaveCount 1
        Get-ChildItem $log | ConvertFrom-SmtpLog -Code 5xx | Should -HaveCount 1
    }

    It 'shows no secret in the log or in any object' {
        $secrets = 'correct horse', 'battery staple', [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('correct horse'))
        $t = $server | New-SmtpTransporter -Credential $good -LogPath $log -AuthenticationMechanism PLAIN
        $result = $t | Send-SmtpLoggedMessage @mail
        $t.Dispose()
        $clixml = Join-Path $TestDrive t.clixml
        $t, $result | Export-Clixml $clixml
        $texts = (Get-Content $log -Raw), ($t | Format-List * -Force | Out-String), ($result | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue), (Get-Content $clixml -Raw)
        foreach ($secret in $secrets) {
            $texts | Where-Object { $_.Contains($secret) } | Should -BeNullOrEmpty
        }
    }

    It 'gives sessions that can be grouped, exported and counted' {
        $sessions = ConvertFrom-SmtpLog $log -AsSession
        ($sessions | Group-Object Outcome -AsHashTable -AsString).Failed | Should -HaveCount 1
        $csv = Join-Path $TestDrive sessions.csv
        $sessions | Select-Object SessionId, Server, Outcome, Code | Export-Csv $csv -NoTypeInformation
        @(Import-Csv $csv).Count | Should -Be @($sessions).Count
    }

    It 'sends the rows of a CSV over one connection' {
        $csv = Join-Path $TestDrive mails.csv
        'To,Subject,Body', 'a@example.com,First,1', 'b@example.com,Second,2' | Set-Content $csv
        $t = $server | New-SmtpTransporter -Credential $good
        $results = Import-Csv $csv | Send-SmtpLoggedMessage -Transporter $t -From ops@example.com
        $t.Dispose()
        $results.SessionId | Select-Object -Unique | Should -HaveCount 1
        $results.Success | Should -Be $true, $true
    }

    It 'sends nothing with -WhatIf' {
        $count = $server.Messages.Count
        $t = $server | New-SmtpTransporter -Credential $good
        $t | Send-SmtpLoggedMessage @mail -WhatIf | Should -BeNullOrEmpty
        $server.Messages.Count | Should -Be $count
    }

    It 'checks relays from a CSV, an empty cell meaning the default' {
        $csv = Join-Path $TestDrive relays.csv
        'SmtpServer,Port,Tls,SkipCertificateCheck', "127.0.0.1,$($server.Port),,true", 'no.such.invalid,,,' | Set-Content $csv
        $results = Import-Csv $csv | New-SmtpTransporter | Test-SmtpTransporter
        $results.ExitCode | Should -Be 0, 2
        $results[1].Port | Should -Be 587
        $results[0].StatusText | Should -Match '^SMTP OK - .*\| time='
    }

    It 'refuses a password in plain text and does not show it' {
        $row = [pscustomobject]@{ SmtpServer = 'localhost'; Password = 'open sesame' }
        $row | New-SmtpTransporter -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'PlainTextSecret,*'
        ($errors | Out-String) | Should -Not -Match 'open sesame'
    }

    It 'logs every transporter of the process' {
        $folder = Join-Path $TestDrive logs
        Start-SmtpLog $folder
        try {
            $t = $server | New-SmtpTransporter -Credential $good
            $null = $t | Send-SmtpLoggedMessage @mail
            $t.Dispose()
            (Get-SmtpLog).EntryCount | Should -BeGreaterThan 0
            ConvertFrom-SmtpLog -AsSession | Should -HaveCount 1
        }
        finally {
            Stop-SmtpLog
        }
    }

    It 'works in a job' {
        $job = Start-Job -ArgumentList "$PSScriptRoot/../../out/SmtpLog/SmtpLog.psd1", $server.Port, $server.ServerCertificateThumbprint, $good {
            param($module, $port, $pin, $credential)
            Import-Module $module
            New-SmtpTransporter 127.0.0.1 -Port $port -ServerCertificateThumbprint $pin -Credential $credential |
                Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject job -Body x
        }
        $result = $job | Wait-Job | Receive-Job
        $job | Remove-Job
        $result.Success | Should -BeTrue
        $result.Transcript.Count | Should -BeGreaterThan 10
    }

    It 'shows entries as a conversation' {
        $text = ConvertFrom-SmtpLog $log -Origin Server -Code 535 | Out-String -Width 120
        $text | Should -Match 'S < +535 5\.7\.8'
    }
}
