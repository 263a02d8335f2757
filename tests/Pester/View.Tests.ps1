Describe 'What one sees' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        Write-SampleLog $log
        $json = Get-Sample Json/failure.log
        $server = Start-SmtpTestServer
        $t = $server | New-SmtpTransporter -LogPath $log
        $sent = $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com, a.recipient.with.a.long.name@departments.example.com -Subject Nightly -Body done
        $checks = @($t | Test-SmtpTransporter -To bob@example.com; New-SmtpTransporter no.such.invalid | Test-SmtpTransporter)
    }

    AfterAll {
        $t.Dispose()
        $server | Stop-SmtpTestServer
    }

    Context 'in <_> columns' -ForEach 80, 120, 200 {
        BeforeAll {
            $width = $_
            $ellipsis = if ($PSVersionTable.PSEdition -eq 'Core') { [string] [char] 0x2026 } else { '...' }
        }

        It 'fits, is not coloured, and has no heading broken up: <Name>' -ForEach @(
            @{ Name = 'entries'; Show = { ConvertFrom-SmtpLog $log } }
            @{ Name = 'sessions'; Show = { ConvertFrom-SmtpLog $log, $json -AsSession } }
            @{ Name = 'a summary'; Show = { Measure-SmtpLog $log, $json } }
            @{ Name = 'a result'; Show = { $sent } }
            @{ Name = 'recipients'; Show = { $sent.Recipients } }
            @{ Name = 'checks'; Show = { $checks } }
            @{ Name = 'a check as a list'; Show = { $checks[0] | Format-List } }
            @{ Name = 'an entry as a list'; Show = { ConvertFrom-SmtpLog $log -Code 535 | Format-List } }
            @{ Name = 'a session as a list'; Show = { ConvertFrom-SmtpLog $json -AsSession | Format-List } }
            @{ Name = 'a transporter'; Show = { $t } }
            @{ Name = 'a server'; Show = { $server } }
            @{ Name = 'messages'; Show = { $server.Messages } }
        ) {
            $screen = @(& $Show | Get-Screen -Width $width)
            $screen.Count | Should -BeGreaterThan 1
            ($screen | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $width
            $screen -join '' | Should -Not -Match "$([char] 27)|Address\(int"
            if ($screen[1] -match '^-') {
                # A heading that has no room goes on below itself.
                $screen[1] | Should -Match '^[- ]+$'
            }
        }

        It 'reads as a conversation' {
            $screen = ConvertFrom-SmtpLog $log | Get-Screen -Width $width
            $screen[0] | Should -Match '^Time +Session Who Text$'
            $screen | Where-Object { $_ -match '^\d\d:\d\d:\d\d\.\d{3} +\d+ C > EHLO' } | Should -Not -BeNullOrEmpty
            $screen | Where-Object { $_ -match '^\d\d:\d\d:\d\d\.\d{3} +\d+ S < 535 5\.7\.8 Auth' } | Should -HaveCount 1
            $tls = @($screen -match ' ### SMTP TLS established')[0]
            $tls.Length | Should -BeLessOrEqual $width
            $tls | Should -BeLike "*$ellipsis"
        }

        It 'shows a session in a line, with why it failed' {
            $screen = @(ConvertFrom-SmtpLog $log -AsSession -Failed | Get-Screen -Width $width)
            $screen | Should -HaveCount 3
            $screen[2] | Should -Match '\d\d-\d\d \d\d:\d\d:\d\d +\d+ 127\.0\.0\.1:\d+ +Failed +535 +Auth'
        }
    }

    It 'shows a check''s stages as bars' {
        $screen = ($checks[0] | Format-List | Get-Screen -Width 120) -join "`n"
        $screen | Should -Match "(?m)Tls +\d+\.\d ms $([char] 0x2588)+$"
        $screen | Should -Match '(?m)^ *Total +\d+\.\d ms'
    }

    It 'shows recipients by their addresses, also where there are none' {
        ($sent | Get-Screen -Width 200) -join '' | Should -Match 'bob@example\.com, a\.recip'
        (ConvertFrom-SmtpLog $log -AsSession)[0].Messages[0].Recipients.Address | Should -Be bob@example.com
        (New-SmtpTransporter no.such.invalid | Test-SmtpTransporter).Recipients.Address | Should -BeNullOrEmpty
        ($t | Send-SmtpLoggedMessage -From ops@example.com -ErrorAction SilentlyContinue).Recipients.Address | Should -BeNullOrEmpty
    }

    It 'is the same in strict mode' {
        $shown = & {
            Set-StrictMode -Version Latest
            ConvertFrom-SmtpLog $log -Code 535 | Out-String -Width 120
            ConvertFrom-SmtpLog $log -AsSession -Failed | Out-String -Width 120
            $t | Send-SmtpLoggedMessage -From ops@example.com -ErrorAction SilentlyContinue | Out-String -Width 120
            $sent | Out-String -Width 120
            $checks | Out-String -Width 120
            Measure-SmtpLog $log | Out-String -Width 120
        }
        $shown[0] | Should -Match 'S < +535 5\.7\.8'
        $shown[1] | Should -Match 'Failed +535 Auth'
        $shown[2] | Should -Match 'False +0 +There is no recipient'
        $shown[3] | Should -Match 'True +250 +bob@example\.com'
        $shown[4] | Should -Match 'Critical +no\.such\.invalid'
        $shown[5] | Should -Match 'AuthenticationFailed'
    }

    It 'asks for no variable that one of the editions lacks' {
        $blocks = Get-ChildItem "$([System.IO.Path]::GetDirectoryName((Get-StagedManifest)))/*.ps1xml" |
            ForEach-Object { ([xml] [System.IO.File]::ReadAllText($_.FullName)).SelectNodes('//ScriptBlock') } | ForEach-Object InnerText
        $blocks.Count | Should -BeGreaterThan 20
        $names = $blocks | ForEach-Object {
            $ast = [scriptblock]::Create($_).Ast
            $assigned = $ast.FindAll({ param($node) $node -is [System.Management.Automation.Language.ForEachStatementAst] }, $true) | ForEach-Object { $_.Variable.VariablePath.UserPath }
            $ast.FindAll({ param($node) $node -is [System.Management.Automation.Language.VariableExpressionAst] }, $true) | ForEach-Object { $_.VariablePath.UserPath } | Where-Object { $_ -notin $assigned }
        }
        $names | Sort-Object -Unique | Where-Object { $_ -notin '_', 'ExecutionContext', 'true', 'false', 'null' } | Should -BeNullOrEmpty
    }

    It 'goes on with Format-Table, -Wide and Select-Object' {
        (ConvertFrom-SmtpLog $log -Code 535 | Format-Table Code, Meaning | Get-Screen)[2] | Should -Match '^ *535 Authentication'
        (ConvertFrom-SmtpLog $log -Code 535 | Select-Object Code, EnhancedCode | Get-Screen)[2] | Should -Match '535 +5\.7\.8'
        ConvertFrom-SmtpLog $log -Code 535 | Format-Wide Code | Get-Screen | Should -Match '535'
    }
}
