BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
    $examples = foreach ($cmdlet in Get-Command -Module SmtpLog) {
        $number = 0
        foreach ($example in (Get-Help $cmdlet.Name).examples.example) {
            $number++
            @{ Name = "$($cmdlet.Name) $number"; Code = $example.code }
        }
    }
    $cmdlets = (Get-Command -Module SmtpLog).Name
}

# What they need for it is in tests/Examples/ExampleWorld.ps1.
Describe 'The examples of the help' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        . (Get-RepositoryPath tests/Examples/ExampleWorld.ps1)
        $world = Start-ExampleWorld
    }

    AfterAll {
        Stop-ExampleWorld $world
    }

    It '<Name> runs as it stands' -ForEach $examples {
        $folder = "$TestDrive/$Name"
        $null = New-Item $folder -ItemType Directory
        Enter-ExampleFolder $world $folder
        [System.IO.File]::WriteAllText("$folder/example.ps1", $Code)
        Push-Location $folder
        try {
            $output = & ./example.ps1 2>&1 3>&1
        }
        finally {
            Pop-Location
        }

        $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -or $_ -is [System.Management.Automation.WarningRecord] } | Should -BeNullOrEmpty
    }
}

Describe 'Get-Help' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
    }

    It 'says what <_> is for, and shows its examples and parameters' -ForEach $cmdlets {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeLike "$_*"
        @($help.examples.example).Count | Should -BeGreaterThan 2
        $help.relatedLinks.navigationLink[0].uri | Should -Match '^https://'
        $screen = Get-Help $_ -Full | Get-Screen 80
        $screen | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        foreach ($line in $help.description.Text -split '\n' | Where-Object { $_ }) {
            $screen | Should -Contain "    $line".TrimEnd()
        }
    }

    It 'finds a parameter by a pattern' {
        (Get-Help New-SmtpTransporter -Parameter Log*).name | Should -Be LogPath, LogFormat, LogContent, LogUserName
    }

    It 'finds the topics' {
        (Get-Help about_SmtpLog*).Name | Should -Contain about_SmtpLog_4D
        Get-Help about_SmtpLog_4D | Should -Match 'SMTP New transporter'
    }
}

Describe 'The examples that are scripts' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        . (Get-RepositoryPath tests/Examples/ExampleFiles.ps1)
    }

    It 'FailureRehearsal sees every failure that it expects' {
        $child = Invoke-Child "& '$(Get-RepositoryPath examples/FailureRehearsal.ps1)'; exit `$LASTEXITCODE"
        $child.ExitCode | Should -Be 0
        $child.Output | Should -Contain 'All is well: sent'
        $child.Output | Should -Not -Match 'expected'
    }

    It 'LogReport tells of failures, and of files that are no logs' {
        Write-ExampleFile "$TestDrive/in"
        $child = Invoke-Child "& '$(Get-RepositoryPath examples/LogReport.ps1)' -Path '$TestDrive/in' -ReportPath '$TestDrive/report.html'; exit `$LASTEXITCODE"
        $child.ExitCode | Should -Be 1
        $child.Output -join "`n" | Should -Match '(?s)4 failed.*2 smtp\.example\.com, AuthenticationFailed, 535.*2 x: .*Basic authentication: smtp\.example\.com PLAIN'
        $child.Output -match '^Not read: ' | Should -HaveCount 5
        Get-Content "$TestDrive/report.html" -Raw | Should -Match 'Mail of the last 7 day'
    }

    It 'LogReport ends well where nothing failed' {
        $null = New-Item "$TestDrive/none" -ItemType Directory
        $child = Invoke-Child "& '$(Get-RepositoryPath examples/LogReport.ps1)' -Path '$TestDrive/none'; exit `$LASTEXITCODE"
        $child.ExitCode | Should -Be 0
        $child.Output | Should -Match '^No session since'
    }
}
