Describe 'Protect-SmtpLog' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $command = 'SmtpLog.PowerShell.Commands.ProtectSmtpLogCommand'
        # What Python's smtplib and swaks write down: the login as it went over the wire.
        $log = [System.IO.Path]::Combine("$TestDrive", 'python.log')
        Copy-Item (Get-Sample Python/login-refused.log) $log
        $original = [System.IO.File]::ReadAllBytes($log)
        $secrets = @((ConvertFrom-SmtpLog $log -Origin Client -Command AUTH).Text -split "[ '\\]" | Where-Object { $_ -match '^[A-Za-z0-9+/]{8,}=*$' })
        $target = [System.IO.Path]::Combine("$TestDrive", 'protected.log')
    }

    BeforeEach {
        Remove-Item $target -ErrorAction Ignore
    }

    It 'has something to hide in its sample' {
        $secrets.Count | Should -BeGreaterThan 0
    }

    It 'gives the lines, the secrets masked and all else as it was' {
        $lines = @(Protect-SmtpLog $log)
        $before = @(Get-Content $log)
        $lines.Count | Should -Be $before.Count
        foreach ($secret in $secrets) {
            $lines -join "`n" | Should -Not -Match ([regex]::Escape($secret))
        }

        $changed = @(0..($lines.Count - 1) | Where-Object { $lines[$_] -cne $before[$_] })
        $changed.Count | Should -BeGreaterThan 0
        $lines[$changed] | Should -Match '\*{4}'
    }

    It 'is read as the log it was' {
        $entries = Protect-SmtpLog $log | ConvertFrom-SmtpLog
        $entries.Count | Should -Be @(ConvertFrom-SmtpLog $log).Count
        ($entries | Where-Object Code -EQ 535).Text | Should -Be (ConvertFrom-SmtpLog $log -Code 535).Text
    }

    It 'takes lines and files from the pipeline' {
        $expected = Protect-SmtpLog $log
        Get-Content $log | Protect-SmtpLog | Should -Be $expected
        Get-Item $log | Protect-SmtpLog | Should -Be $expected
        Protect-SmtpLog -LiteralPath $log | Should -Be $expected
    }

    It 'writes a file, and leaves the log alone' {
        Protect-SmtpLog $log $target | Should -BeNullOrEmpty
        Get-Content $target | Should -Be (Protect-SmtpLog $log)
        [System.IO.File]::ReadAllBytes($log) | Should -Be $original
        Remove-Item $target
        (Protect-SmtpLog $log -OutputPath $target -PassThru).FullName | Should -Be $target
    }

    It 'never overwrites without -Force, the log itself neither' {
        Set-Content $target 'mine'
        { Protect-SmtpLog $log $target -ErrorAction Stop } | Should -Throw -ErrorId "OutputExists,$command"
        Get-Content $target | Should -Be mine
        { Protect-SmtpLog $log $log -ErrorAction Stop } | Should -Throw -ErrorId "OutputExists,$command"
        [System.IO.File]::ReadAllBytes($log) | Should -Be $original

        Protect-SmtpLog $log $target -Force
        Get-Content $target | Should -Be (Protect-SmtpLog $log)
        $own = [System.IO.Path]::Combine("$TestDrive", 'own.log')
        Copy-Item $log $own
        Protect-SmtpLog $own $own -Force
        Get-Content $own | Should -Be (Protect-SmtpLog $log)
    }

    It 'writes several logs into a folder' {
        $folder = [System.IO.Path]::Combine("$TestDrive", 'out')
        $null = New-Item -ItemType Directory $folder
        Protect-SmtpLog $log, (Get-Sample Swaks/login-refused.log) $folder
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be login-refused.log, python.log
    }

    It 'writes nothing with -WhatIf' {
        Protect-SmtpLog $log $target -WhatIf
        Test-Path $target | Should -BeFalse
    }

    It 'gives the same pseudonym to the same address with -Address' {
        $text = (Protect-SmtpLog $log -Address) -join "`n"
        $text | Should -Not -Match 'ops@example\.com|bob@example\.com'
        $text.Length | Should -BeGreaterThan 100
        $sender = 'S < "250 ok"', 'C > "MAIL FROM:<ops@example.com>"', 'C > "RCPT TO:<ops@example.com>"', 'C > "RCPT TO:<bob@example.com>"' |
            ForEach-Object { "1 2026-11-24T10:00:00.000Z 7 1 $_" } | Protect-SmtpLog -Address | ForEach-Object { [regex]::Match($_, '<(.+)>').Groups[1].Value } | Where-Object { $_ }
        $sender[0] | Should -Be $sender[1]
        $sender[0] | Should -Not -Be $sender[2]
        $sender[0] | Should -Match '@'
    }

    It 'leaves this module''s own logs as they are: they have no secret' {
        $own = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        Write-SampleLog $own
        Protect-SmtpLog $own | Should -Be (Get-Content $own)
    }

    It 'says what is wrong with <Why>: <Id>' -ForEach @(
        @{ Why = 'no input'; Id = 'NoInput'; Protect = { Protect-SmtpLog -ErrorAction Stop } }
        @{ Why = 'a missing log'; Id = 'PathNotFound'; Protect = { Protect-SmtpLog "$TestDrive/missing.log" -ErrorAction Stop } }
        @{ Why = 'a text that is no log'; Id = 'UnknownDialect'; Protect = { Protect-SmtpLog (Get-RepositoryPath LICENSE) -ErrorAction Stop } }
        @{ Why = 'a folder that is not there'; Id = 'WriteFailed'; Protect = { Protect-SmtpLog $log "$TestDrive/missing/x.log" -ErrorAction Stop } }
    ) {
        { & $Protect } | Should -Throw -ErrorId "$Id,$command"
    }
}
