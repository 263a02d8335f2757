Describe 'The log of the process' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $command = 'SmtpLog.PowerShell.Commands.StartSmtpLogCommand'
        $server = Start-SmtpTestServer
        function Send-Mail([string] $LogPath) {
            $settings = if ($LogPath) { @{ LogPath = $LogPath } } else { @{} }
            $t = $server | New-SmtpTransporter @settings
            $null = $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject Nightly -Body 'the body'
            $t.Dispose()
        }
    }

    BeforeEach {
        $folder = [System.IO.Path]::Combine("$TestDrive", [guid]::NewGuid().ToString('N'))
    }

    AfterEach {
        Resume-SmtpLog
        Stop-SmtpLog
    }

    AfterAll {
        $server | Stop-SmtpTestServer
    }

    It 'does not run by itself' {
        Get-SmtpLog | Should -BeNullOrEmpty
        Stop-SmtpLog -ErrorAction Stop
    }

    It 'makes its folder, and logs every transporter' {
        Start-SmtpLog $folder
        Send-Mail
        Send-Mail
        $status = Get-SmtpLog
        $status.Path | Should -Be ([System.IO.Path]::Combine($folder, 'SmtpLog_1.txt'))
        $status.Number, $status.State, $status.Format, $status.Content | Should -Be 1, Running, Text, Headers
        $status.EntryCount | Should -Be @(Get-Content $status.Path).Count
        $status.Size | Should -Be (Get-Item $status.Path).Length
        $status.Started | Should -BeOfType ([datetimeoffset])
        ConvertFrom-SmtpLog -AsSession | Should -HaveCount 2
        (Measure-SmtpLog).MessagesAccepted | Should -Be 2
    }

    It 'writes each entry once, beside a transporter''s own log' {
        Start-SmtpLog -Path $folder
        $own = [System.IO.Path]::Combine("$TestDrive", 'own.log')
        Send-Mail $own
        Get-Content (Get-SmtpLog).Path | Should -Be (Get-Content $own)
    }

    It 'can write JSON and whole messages' {
        Start-SmtpLog $folder -Format Json -Content Full
        Send-Mail
        $path = (Get-SmtpLog).Path
        [System.IO.Path]::GetFileName($path) | Should -Be SmtpLog_1.jsonl
        (Get-Content $path | ForEach-Object { $_ | ConvertFrom-Json }).message | Should -Contain 'the body'
        (ConvertFrom-SmtpLog $path -AsSession).Outcome | Should -Be Completed
    }

    It 'stops where it is told, and goes on in the same file' {
        Start-SmtpLog $folder
        Send-Mail
        Stop-SmtpLog
        Get-SmtpLog | Should -BeNullOrEmpty
        Send-Mail
        Start-SmtpLog $folder
        Send-Mail
        ConvertFrom-SmtpLog "$folder/SmtpLog_1.txt" -AsSession | Should -HaveCount 2
    }

    It 'begins another file at -MaximumSize, and keeps -MaximumFiles' {
        Start-SmtpLog $folder -MaximumSize 1024 -MaximumFiles 2
        1..3 | ForEach-Object { Send-Mail }
        $files = @(Get-ChildItem $folder | Sort-Object { [int] ($_.BaseName -replace '\D') })
        $files | Should -HaveCount 2
        (Get-SmtpLog).Path | Should -Be $files[1].FullName
        (Get-SmtpLog).Number | Should -BeGreaterThan 2
    }

    It 'replaces a file only where -StartNumber says so' {
        $null = New-Item -ItemType Directory $folder
        Set-Content "$folder/SmtpLog_3.txt" 'before'
        Start-SmtpLog $folder
        Send-Mail
        Stop-SmtpLog
        @(Get-Content "$folder/SmtpLog_3.txt")[0] | Should -Be before
        Start-SmtpLog $folder -StartNumber 3
        Send-Mail
        (Get-SmtpLog).Number | Should -Be 3
        Get-Content "$folder/SmtpLog_3.txt" | Should -Not -Contain before
    }

    It 'is suspended and resumed, with the logs of the transporters' {
        $own = [System.IO.Path]::Combine("$TestDrive", 'suspended.log')
        Start-SmtpLog $folder
        Suspend-SmtpLog
        (Get-SmtpLog).State | Should -Be Suspended
        Send-Mail $own
        (Get-SmtpLog).EntryCount | Should -Be 0
        Resume-SmtpLog
        (Get-SmtpLog).State | Should -Be Running
        Send-Mail $own
        ConvertFrom-SmtpLog -AsSession | Should -HaveCount 1
        ConvertFrom-SmtpLog $own -AsSession | Should -HaveCount 1
    }

    It 'changes nothing with -WhatIf' {
        Start-SmtpLog $folder -WhatIf
        Get-SmtpLog | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
        Start-SmtpLog $folder
        Stop-SmtpLog -WhatIf
        (Get-SmtpLog).State | Should -Be Running
    }

    It 'refuses <Why>: <Id>' -ForEach @(
        @{ Why = 'a second one'; Id = 'LogRunning'; Start = { Start-SmtpLog $folder; Start-SmtpLog "$folder-2" -ErrorAction Stop } }
        @{ Why = 'a file in place of a folder'; Id = 'LogUnavailable'; Start = { Start-SmtpLog (Get-RepositoryPath LICENSE) -ErrorAction Stop } }
        @{ Why = 'a path that is no folder'; Id = 'LogUnavailable'; Start = { Start-SmtpLog Env:logs -ErrorAction Stop } }
        @{ Why = 'files that are too small'; Id = 'ParameterArgumentValidationError'; Start = { Start-SmtpLog $folder -MaximumSize 10 } }
        @{ Why = 'the number 0'; Id = 'ParameterArgumentValidationError'; Start = { Start-SmtpLog $folder -StartNumber 0 } }
    ) {
        { & $Start } | Should -Throw -ErrorId "$Id,$command"
    }
}
