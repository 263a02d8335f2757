BeforeAll {
    Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
    $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
    Write-SampleLog $log
    $all = ConvertFrom-SmtpLog $log
    $sessions = @($all.SessionId | Select-Object -Unique)
    $command = 'SmtpLog.PowerShell.Commands.ConvertFromSmtpLogCommand'
}

Describe 'The filters of ConvertFrom-SmtpLog' {
    It '<Name> gives what Where-Object would' -ForEach @(
        @{ Name = '-Code 535'; Filter = @{ Code = 535 }; Where = { $_.Code -eq 535 } }
        @{ Name = '-Code 250, 5xx'; Filter = @{ Code = 250, '5xx' }; Where = { $_.Code -eq 250 -or ($_.Code -ge 500 -and $_.Code -lt 600) } }
        @{ Name = '-Code 33x'; Filter = @{ Code = '33x' }; Where = { $_.Code -ge 330 -and $_.Code -lt 340 } }
        @{ Name = '-Failed'; Filter = @{ Failed = $true }; Where = { $_.IsError } }
        @{ Name = '-Origin Client'; Filter = @{ Origin = 'Client' }; Where = { $_.Origin -eq 'Client' } }
        @{ Name = '-Origin Server, Event'; Filter = @{ Origin = 'Server', 'Event' }; Where = { $_.Origin -ne 'Client' } }
        @{ Name = '-Command AUTH'; Filter = @{ Command = 'auth' }; Where = { $_.Command -eq 'AUTH' } }
        @{ Name = '-Command MAIL, RCPT'; Filter = @{ Command = 'MAIL', 'RCPT' }; Where = { $_.Command -in 'MAIL', 'RCPT' } }
        @{ Name = '-SessionId'; Filter = { @{ SessionId = $sessions[1] } }; Where = { $_.SessionId -eq $sessions[1] } }
        @{ Name = '-Code 220 -Origin Server -SessionId'; Filter = { @{ Code = 220; Origin = 'Server'; SessionId = $sessions[0] } }; Where = { $_.Code -eq 220 -and $_.SessionId -eq $sessions[0] } }
    ) {
        $arguments = if ($Filter -is [scriptblock]) { & $Filter } else { $Filter }
        $expected = $all | Where-Object $Where | ForEach-Object ToString
        $expected | Should -Not -BeNullOrEmpty
        ConvertFrom-SmtpLog $log @arguments | ForEach-Object ToString | Should -Be $expected
        Get-Content $log | ConvertFrom-SmtpLog @arguments | ForEach-Object ToString | Should -Be $expected
    }

    It '-After and -Before cut at a time, the first inclusive' {
        $middle = $all[20].Timestamp
        $after = ConvertFrom-SmtpLog $log -After $middle
        $before = ConvertFrom-SmtpLog $log -Before $middle
        $after | ForEach-Object ToString | Should -Be ($all | Where-Object Timestamp -GE $middle | ForEach-Object ToString)
        @($before).Count + @($after).Count | Should -Be $all.Count
        ConvertFrom-SmtpLog $log -After (Get-Date).AddDays(1) | Should -BeNullOrEmpty
        @(ConvertFrom-SmtpLog $log -After (Get-Date).AddDays(-1)).Count | Should -Be $all.Count
        @(ConvertFrom-SmtpLog $log -After '2020-01-01').Count | Should -Be $all.Count
    }

    It 'choose whole sessions with -AsSession' {
        $failed = ConvertFrom-SmtpLog $log -AsSession -Code 535
        $failed | Should -HaveCount 1
        $failed.SessionId | Should -Be $sessions[1]
        $failed.Entries.Count | Should -Be @($all | Where-Object SessionId -EQ $sessions[1]).Count
        ConvertFrom-SmtpLog $log -AsSession -Command DATA | ForEach-Object SessionId | Should -Be $sessions[0]
    }

    It 'refuse <Value> for -<Name>' -ForEach @(
        @{ Name = 'Code'; Value = 'abc'; Id = 'ParameterArgumentTransformationError'; Message = '*5xx*' }
        @{ Name = 'Code'; Value = 9999; Id = 'ParameterArgumentTransformationError'; Message = '*5xx*' }
        @{ Name = 'Origin'; Value = 'Proxy'; Id = 'CannotConvertArgumentNoMessage'; Message = '*Client*Server*' }
        @{ Name = 'Dialect'; Value = 'Lotus'; Id = 'CannotConvertArgumentNoMessage'; Message = '*Exchange*' }
        @{ Name = 'After'; Value = 'yesterday'; Id = 'CannotConvertArgumentNoMessage'; Message = '*yesterday*' }
    ) {
        $arguments = @{ $Name = $Value }
        { ConvertFrom-SmtpLog $log @arguments } | Should -Throw -ErrorId "$Id,$command" -ExpectedMessage $Message
    }
}

Describe 'ConvertFrom-SmtpLog -AsSession' {
    It 'makes one session of each connection' {
        $good, $bad = ConvertFrom-SmtpLog $log -AsSession
        $good.Outcome, $good.Authenticated, $good.Mechanism, $good.Secure | Should -Be Completed, $true, SCRAM-SHA-256, $true
        $good.Messages | Should -HaveCount 1
        $good.Messages[0].From, $good.Messages[0].Accepted | Should -Be ops@example.com, $true
        $good.Messages[0].Recipients.Address | Should -Be bob@example.com
        $bad.Outcome, $bad.FailedStage, $bad.Code, $bad.EnhancedCode, $bad.ErrorKind | Should -Be Failed, Auth, 535, '5.7.8', AuthenticationFailed
        "$($bad.Diagnosis)" | Should -Match 'user name and password'
        $bad.Entries[-1].Text | Should -Match 'Connection closed'
        "$bad" | Should -Match "^Session $($bad.SessionId) with 127\.0\.0\.1:\d+: Failed \(AuthenticationFailed 535 5\.7\.8\)$"
    }

    It 'tells a cut log from a kept connection' {
        $lines = @(Get-Content $log)
        $auth = 1 + [array]::IndexOf($lines, ($lines -match 'AUTH SCRAM')[0])
        ($lines | Select-Object -First $auth | ConvertFrom-SmtpLog -AsSession).Outcome | Should -Be Incomplete
        $quit = [array]::IndexOf($lines, ($lines -match 'C > "QUIT"')[0])
        ($lines | Select-Object -First $quit | ConvertFrom-SmtpLog -AsSession).Outcome | Should -Be Open
    }
}
