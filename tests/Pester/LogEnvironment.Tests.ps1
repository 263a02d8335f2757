Describe 'The environment variables, read when the module is imported' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        # A scheduled task that knows nothing of a log.
        $task = @"
Import-Module '$(Get-StagedManifest)'
`$t = Start-SmtpTestServer | New-SmtpTransporter
(`$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject Nightly -Body 'the body').Success
`$t.Dispose()
"@
    }

    BeforeEach {
        $folder = [System.IO.Path]::Combine("$TestDrive", [guid]::NewGuid().ToString('N'))
    }

    It 'SMTPLOG_PATH, _FORMAT and _CONTENT log a task without touching it, and the next goes on' {
        $environment = @{ SMTPLOG_PATH = $folder; SMTPLOG_FORMAT = 'json'; SMTPLOG_CONTENT = 'Full' }
        1..2 | ForEach-Object {
            $child = Invoke-Child $task -Environment $environment
            $child.Output | Should -Be True
            $child.Errors | Should -BeNullOrEmpty
        }

        Get-ChildItem $folder | ForEach-Object Name | Should -Be SmtpLog_1.jsonl
        $sessions = ConvertFrom-SmtpLog "$folder/SmtpLog_1.jsonl" -AsSession
        $sessions.Outcome | Should -Be Completed, Completed
        $sessions[0].Entries.Text | Should -Contain 'the body'
    }

    It 'a wrong value is a warning that names it, and stops nothing' {
        $child = Invoke-Child $task -Environment @{ SMTPLOG_PATH = $folder; SMTPLOG_FORMAT = 'xml'; SMTPLOG_CONFIG = "$folder/missing.json" }
        $said = ($child.Output -join '') -replace '\s'
        $said | Should -Match "SMTPLOG_FORMATis'xml'"
        $said | Should -Match 'SMTPLOG_CONFIGnames'
        $child.Output | Should -Contain True
        ConvertFrom-SmtpLog "$folder/SmtpLog_1.txt" -AsSession | Should -HaveCount 1
    }

    It 'SMTPLOG_CONFIG goes over what a script says' {
        $null = New-Item -ItemType Directory $folder
        $config = [System.IO.Path]::Combine($folder, 'logConfig.json')
        Set-Content $config '{ "forceConfiguration": true, "SMTPLogs": { "state": 1 } }'
        $child = Invoke-Child -Environment @{ SMTPLOG_CONFIG = $config } @"
$task
Stop-SmtpLog
Suspend-SmtpLog
(Get-SmtpLog).State
"@
        $child.Output[-1] | Should -Be Running
        # The host breaks a warning to fit its lines.
        ($child.Output -join '') -replace '\s' | Should -Match 'forceConfiguration;Stop-SmtpLogchangesnothing'
        ConvertFrom-SmtpLog "$folder/SmtpLog_1.txt" -AsSession | Should -HaveCount 1
    }
}
