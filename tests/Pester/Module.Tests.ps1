#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    $script:commands = (Import-PowerShellDataFile "$PSScriptRoot/../../SmtpLog.psd1").CmdletsToExport
}

Describe 'The module' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../out/SmtpLog/SmtpLog.psd1" -Force
    }

    It 'has a valid manifest' {
        Test-ModuleManifest "$PSScriptRoot/../../out/SmtpLog/SmtpLog.psd1" | Should -Not -BeNullOrEmpty
    }

    It 'exports <_>' -ForEach $commands {
        (Get-Command $_ -Module SmtpLog).CommandType | Should -Be Cmdlet
    }

    It 'exports nothing else' {
        (Get-Command -Module SmtpLog).Name | Sort-Object | Should -Be ($commands | Sort-Object)
    }

    It 'uses approved verbs' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module SmtpLog).Verb | Where-Object { $_ -notin $approved } | Should -BeNullOrEmpty
    }

    It 'can be removed and imported again' {
        Remove-Module SmtpLog
        Get-Command New-SmtpTransporter -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module "$PSScriptRoot/../../out/SmtpLog/SmtpLog.psd1"
        Get-Command New-SmtpTransporter | Should -Not -BeNullOrEmpty
    }
}
