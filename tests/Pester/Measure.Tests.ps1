Describe 'Measure-SmtpLog' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        Write-SampleLog $log
        $other = Get-Sample Json/failure.log
    }

    It 'counts sessions, messages and failures' {
        $summary = Measure-SmtpLog $log
        $summary | Should -HaveCount 1
        $summary.Sessions, $summary.Completed, $summary.Failed, $summary.Open, $summary.Incomplete | Should -Be 2, 1, 1, 0, 0
        $summary.Messages, $summary.MessagesAccepted, $summary.Recipients | Should -Be 1, 1, 1
        $summary.FailuresByKind.ErrorKind | Should -Be AuthenticationFailed
        $summary.FailuresByCode[0].Code, $summary.FailuresByCode[0].EnhancedCode | Should -Be 535, '5.7.8'
        $summary.Duration | Should -BeGreaterOrEqual ([timespan]::Zero)
        "$summary" | Should -Be '2 session(s), 1 failed; 1 of 1 message(s) accepted'
    }

    It 'answers who uses which mechanism and which TLS' {
        $summary = Measure-SmtpLog $log, (Get-Sample Swaks/login-refused.log)
        $summary.Mechanisms | Where-Object Mechanism -EQ SCRAM-SHA-256 | ForEach-Object Sessions | Should -Be 2
        $summary.TlsVersions | Where-Object Server -EQ 127.0.0.1 | ForEach-Object Sessions | Should -Be 2
        ($summary.Servers | Sort-Object Sessions -Descending)[0].Server | Should -Be 127.0.0.1
    }

    It 'gives objects to go on with' {
        $summary = Measure-SmtpLog $log
        ($summary.Latencies | Where-Object Stage -EQ Auth).P95 | Should -BeOfType ([timespan])
        $summary.Latencies.Stage | Should -Contain Connect
        $summary.LongestPauses[0].Duration | Should -BeGreaterThan ([timespan]::Zero)
        $summary.BusiestHours[0].Hour.Minute | Should -Be 0
        $summary.Servers | Export-Csv "$TestDrive/servers.csv" -NoTypeInformation
        (Import-Csv "$TestDrive/servers.csv").Failed | Should -Be 1
    }

    It 'adds up files, and says of each how many sessions it had' {
        $summary = Measure-SmtpLog $log, $other
        $summary.Sessions | Should -Be 3
        $summary.Files.Path | Should -Be $log, $other
        $summary.Files.Sessions | Should -Be 2, 1
        (Get-Item $log, $other | Measure-SmtpLog).Sessions | Should -Be 3
    }

    It 'takes lines, and the sessions of ConvertFrom-SmtpLog' {
        (Get-Content $log | Measure-SmtpLog).Failed | Should -Be 1
        (ConvertFrom-SmtpLog $log -AsSession | Measure-SmtpLog).Failed | Should -Be 1
        (ConvertFrom-SmtpLog $log -AsSession | Where-Object Outcome -EQ Completed | Measure-SmtpLog).Failed | Should -Be 0
    }

    It 'counts only what the filters choose' {
        (Measure-SmtpLog $log -Code 535).Sessions | Should -Be 1
        (Measure-SmtpLog $log -Code 4xx).Sessions | Should -Be 0
        (Measure-SmtpLog $log -After (Get-Date).AddHours(1)).Sessions | Should -Be 0
        (Measure-SmtpLog $log -Before (Get-Date).AddHours(1)).Sessions | Should -Be 2
    }

    It 'says what is wrong with <Why>: <Id>' -ForEach @(
        @{ Why = 'no input'; Id = 'NoInput'; Measure = { Measure-SmtpLog -ErrorAction Stop } }
        @{ Why = 'a missing file'; Id = 'PathNotFound'; Measure = { Measure-SmtpLog "$TestDrive/missing.log" -ErrorAction Stop } }
        @{ Why = 'a text that is no log'; Id = 'UnknownDialect'; Measure = { Measure-SmtpLog (Get-RepositoryPath LICENSE) -ErrorAction Stop } }
    ) {
        { & $Measure } | Should -Throw -ErrorId "$Id,SmtpLog.PowerShell.Commands.MeasureSmtpLogCommand"
    }
}
