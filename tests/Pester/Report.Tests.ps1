Describe 'Export-SmtpLogReport' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $command = 'SmtpLog.PowerShell.Commands.ExportSmtpLogReportCommand'
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        Write-SampleLog $log
        $page = [System.IO.Path]::Combine("$TestDrive", 'report.html')
    }

    BeforeEach {
        Remove-Item $page -ErrorAction Ignore
    }

    It 'writes one page that stands alone' {
        Export-SmtpLogReport $log $page -Title 'Relays & more' | Should -BeNullOrEmpty
        $html = [System.IO.File]::ReadAllText($page)
        $html | Should -Match '^<!DOCTYPE html>'
        $html | Should -Match '<title>Relays &amp; more'
        $html | Should -Match 'AuthenticationFailed'
        $html | Should -Match 'Content-Security-Policy'
        $html | Should -Not -Match '<(script|link|img)[^>]+(src|href)="?(http|//)'
    }

    It 'gives the file with -PassThru' {
        $file = Export-SmtpLogReport $log $page -PassThru
        $file | Should -BeOfType ([System.IO.FileInfo])
        $file.FullName | Should -Be $page
        $file.Length | Should -BeGreaterThan 10000
    }

    It 'takes sessions, files and lines from the pipeline' {
        ConvertFrom-SmtpLog $log -AsSession -Failed | Export-SmtpLogReport -OutputPath $page
        [System.IO.File]::ReadAllText($page) | Should -Match 'AuthenticationFailed'
        Get-Item $log | Export-SmtpLogReport -OutputPath $page -Force
        Get-Content $log | Export-SmtpLogReport -OutputPath $page -Force
        [System.IO.File]::ReadAllText($page) | Should -Match 'AuthenticationFailed'
    }

    It 'never overwrites without -Force' {
        Set-Content $page 'mine'
        { Export-SmtpLogReport $log $page -ErrorAction Stop } | Should -Throw -ErrorId "OutputExists,$command"
        Get-Content $page | Should -Be mine
        Export-SmtpLogReport $log $page -Force
        [System.IO.File]::ReadAllText($page) | Should -Match '^<!DOCTYPE html>'
    }

    It 'writes nothing with -WhatIf' {
        Export-SmtpLogReport $log $page -WhatIf
        Test-Path $page | Should -BeFalse
    }

    It 'leaves no file behind where it fails: <Why>' -ForEach @(
        @{ Why = 'no such log'; Id = 'PathNotFound'; Arguments = { @{ Path = "$TestDrive/missing.log"; OutputPath = $page } } }
        @{ Why = 'no log'; Id = 'UnknownDialect'; Arguments = { @{ Path = Get-RepositoryPath LICENSE; OutputPath = $page } } }
        @{ Why = 'a folder in place of a file'; Id = 'WriteFailed'; Arguments = { @{ Path = $log; OutputPath = "$TestDrive" } } }
        @{ Why = 'a folder that is not there'; Id = 'WriteFailed'; Arguments = { @{ Path = $log; OutputPath = "$TestDrive/missing/report.html" } } }
    ) {
        $settings = & $Arguments
        $before = @(Get-ChildItem $TestDrive).Name
        { Export-SmtpLogReport @settings -ErrorAction Stop } | Should -Throw -ErrorId "$Id,$command"
        @(Get-ChildItem $TestDrive).Name | Should -Be $before
    }

    It 'reads the log of <_> too' -ForEach 'Swaks/login-refused.log', 'Exchange/send-failure.log', 'Nodemailer/login-refused.log' {
        Export-SmtpLogReport (Get-Sample $_) $page
        [System.IO.File]::ReadAllText($page) | Should -Match ([System.IO.Path]::GetFileName($_))
    }
}
