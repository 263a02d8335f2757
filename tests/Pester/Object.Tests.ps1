Describe 'The objects in other cmdlets' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        Write-SampleLog $log
        $entries = ConvertFrom-SmtpLog $log
        $sessions = ConvertFrom-SmtpLog $log -AsSession
    }

    It 'Group-Object counts them' {
        $groups = $sessions | Group-Object Outcome -AsHashTable -AsString
        $groups.Completed | Should -HaveCount 1
        $groups.Failed.ErrorKind | Should -Be AuthenticationFailed
        ($entries | Group-Object Origin | Measure-Object Count -Sum).Sum | Should -Be $entries.Count
        ($entries | Where-Object Code | Group-Object Code, EnhancedCode).Name | Should -Contain '535, 5.7.8'
    }

    It 'Sort-Object, Measure-Object, Select-Object and Compare-Object take their properties' {
        ($sessions | Sort-Object Start -Descending)[0].Outcome | Should -Be Failed
        ($sessions | Sort-Object Duration)[-1].Duration | Should -BeGreaterThan ([timespan]::Zero)
        ($entries | Sort-Object Latency -Descending)[0].Latency | Should -Not -BeNullOrEmpty
        ($entries | Measure-Object Counter -Maximum).Maximum | Should -Be $entries[-1].Counter
        ($sessions | Select-Object -ExpandProperty Messages).From | Should -Be ops@example.com
        Compare-Object $entries.Text (Get-Content $log | ConvertFrom-SmtpLog).Text | Should -BeNullOrEmpty
    }

    It 'Export-Csv writes what a spreadsheet can use' {
        $csv = [System.IO.Path]::Combine("$TestDrive", 'entries.csv')
        $entries | Export-Csv $csv -NoTypeInformation
        $rows = Import-Csv $csv
        $rows.Count | Should -Be $entries.Count
        ($rows | Where-Object Code -EQ 535).Text | Should -Be '535 5.7.8 Authentication credentials invalid'
        ($rows | Where-Object Code -EQ 535).Origin | Should -Be Server
        $sessions | Select-Object SessionId, Server, Outcome, ErrorKind, Diagnosis | Export-Csv $csv -NoTypeInformation -Force
        (Import-Csv $csv)[1].Diagnosis | Should -Match 'user name and password'
    }

    It 'ConvertTo-Json keeps names and nesting' {
        $json = $sessions[0] | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue | ConvertFrom-Json
        $json.Server, $json.Mechanism | Should -Be 127.0.0.1, SCRAM-SHA-256
        $json.Messages[0].Recipients[0].Address | Should -Be bob@example.com
        $json.Messages[0].Recipients[0].Code | Should -Be 250
        ($entries[0] | ConvertTo-Json | ConvertFrom-Json).Text | Should -Be $entries[0].Text
    }

    It 'ConvertTo-Html and Out-File take them' {
        $sessions | ConvertTo-Html SessionId, Outcome -Fragment | Where-Object { $_ -match '<td>Failed</td>' } | Should -HaveCount 1
        $file = [System.IO.Path]::Combine("$TestDrive", 'view.txt')
        $entries | Out-File $file -Width 120
        Get-Content $file | Where-Object { $_ -match 'S < 535' } | Should -HaveCount 1
    }

    It 'come back from Export-Clixml whole, with the view they had' {
        $file = [System.IO.Path]::Combine("$TestDrive", 'objects.clixml')
        $sessions | Export-Clixml $file
        $back = Import-Clixml $file
        $back[1].Code | Should -Be 535
        # An enumeration keeps its name, as in any file of Export-Clixml, for ToString and views alone.
        $back[1].Outcome.ToString(), $back[1].ErrorKind.ToString() | Should -Be Failed, AuthenticationFailed
        $back[0].Messages[0].Recipients[0].Address | Should -Be bob@example.com
        $back[0].Entries.Count | Should -Be $sessions[0].EntryCount
        $back[0].Start.UtcDateTime | Should -Be $sessions[0].Start.UtcDateTime
        ($back | Get-Screen)[3] | Should -Match '\d\d-\d\d \d\d:\d\d:\d\d +\d+ 127\.0\.0\.1:\d+ +Failed +535 '
        $entries | Export-Clixml $file
        Import-Clixml $file | Get-Screen | Should -Be ($entries | Get-Screen)
    }

    It 'a log comes back from the text of its entries' {
        $copy = [System.IO.Path]::Combine("$TestDrive", 'copy.log')
        [System.IO.File]::WriteAllLines($copy, [string[]] $sessions[1].Entries)
        (ConvertFrom-SmtpLog $copy -AsSession).ErrorKind | Should -Be AuthenticationFailed
    }
}
