Describe 'A secret shows itself nowhere' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $password = 'correct horse battery'
        $base64 = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($password))
        $plain = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("`0ops`0$password"))
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        $mail = @{ From = 'ops@example.com'; To = 'bob@example.com'; Subject = 'Nightly'; Body = 'done' }

        function Assert-NoSecret([string[]] $Text) {
            foreach ($secret in $password, $base64, $base64.TrimEnd('='), $plain) {
                @($Text | Where-Object { $_ -and $_.Contains($secret) }) | Should -HaveCount 0 -Because "'$secret' is secret"
            }
        }
    }

    AfterAll {
        Stop-SmtpTestServer
    }

    It 'in what is said and shown, by <_>, right or wrong' -ForEach Plain, Login, CramMd5, ScramSha256 {
        foreach ($known in $password, 'another') {
            $server = Start-SmtpTestServer -Credential (New-Login ops $known) -Mechanism $_
            $t = $server | New-SmtpTransporter -Credential (New-Login ops $password) -AuthenticationMechanism $_ -LogPath $log -LogContent Full -LogUserName
            $said = & {
                $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
                $t | Send-SmtpLoggedMessage @mail -ErrorAction Continue
                $t | Test-SmtpTransporter
            } *>&1
            $t.Dispose()
            $server | Stop-SmtpTestServer
            $said.Count | Should -BeGreaterThan 1
            Assert-NoSecret ($said | Out-String -Width 500), ($said | Format-List * -Force | Out-String -Width 500)
            Assert-NoSecret ($said | ForEach-Object { $_.Transcript } | ForEach-Object ToString)
        }

        Assert-NoSecret (Get-Content $log -Raw), ($Error | Format-List * -Force | Out-String -Width 500)
    }

    It 'in <_> of a transporter' -ForEach 'Format-List', 'ConvertTo-Json', 'Export-Clixml', 'ToString', 'Get-Member' {
        $t = New-SmtpTransporter mail.example.com -Credential (New-Login ops $password) -ProxyCredential (New-Login ops $password) -Proxy http://proxy.example.com:8080
        $text = switch ($_) {
            'Format-List' { $t | Format-List * -Force | Out-String -Width 500 }
            'ConvertTo-Json' { $t | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue }
            'Export-Clixml' { $t | Export-Clixml "$TestDrive/t.clixml"; [System.IO.File]::ReadAllText("$TestDrive/t.clixml") }
            'ToString' { "$t" }
            'Get-Member' { $t | Get-Member -Force | Out-String -Width 500 }
        }
        $text | Should -Match 'mail\.example\.com|SmtpServer'
        Assert-NoSecret $text
        $text | Should -Not -Match 'Password|SecureString'
    }

    It 'in the error that refuses it' {
        $row = [pscustomobject]@{ SmtpServer = 'mail.example.com'; Password = $password }
        $row | New-SmtpTransporter -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        { New-SmtpTransporter mail.example.com -UserName ops -AccessToken $password -ErrorAction Stop } | Should -Throw -ErrorId 'PlainTextSecret,*'
        New-SmtpTransporter mail.example.com -Proxy "http://ops:$([uri]::EscapeDataString($password))@proxy.example.com:8080" -ErrorAction SilentlyContinue -ErrorVariable +refused
        $refused | Should -HaveCount 2
        Assert-NoSecret ($refused | Format-List * -Force | Out-String -Width 500), ($Error | Out-String -Width 500)
        "$refused" | Should -Not -Match ([uri]::EscapeDataString($password))
    }

    It 'in a transcript of the session' {
        $file = [System.IO.Path]::Combine("$TestDrive", 'transcript.txt')
        $child = Invoke-Child @"
`$null = Start-Transcript '$file'
Import-Module '$(Get-StagedManifest)'
`$login = [pscredential]::new('ops', [System.Net.NetworkCredential]::new('', [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('$base64'))).SecurePassword)
`$t = Start-SmtpTestServer -Credential `$login | New-SmtpTransporter -Credential `$login
`$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Verbose
`$null = Stop-Transcript
"@
        $child.Errors | Should -BeNullOrEmpty
        $text = [System.IO.File]::ReadAllText($file)
        $text | Should -Match 'True +250'
        $text.Contains($password) | Should -BeFalse
    }
}
