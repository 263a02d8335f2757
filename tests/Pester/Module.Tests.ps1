BeforeDiscovery {
    $script:cmdlets = (Import-PowerShellDataFile "$PSScriptRoot/../../SmtpLog.psd1").CmdletsToExport
}

Describe 'The module' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $manifest = Get-StagedManifest
    }

    It 'has a manifest without faults' {
        $module = Test-ModuleManifest $manifest -WarningVariable warnings -ErrorVariable errors
        $warnings | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
        $module.Version | Should -Be (Import-PowerShellDataFile $manifest).ModuleVersion
        $module.CompatiblePSEditions | Should -Be Desktop, Core
        $module.PowerShellVersion | Should -Be ([version] '5.1')
        $module.Tags | Should -Contain SMTP
        $module.LicenseUri | Should -Not -BeNullOrEmpty
        $module.ReleaseNotes | Should -Not -BeNullOrEmpty
    }

    It 'exports <_>' -ForEach $cmdlets {
        $command = Get-Command $_ -Module SmtpLog
        $command.CommandType | Should -Be Cmdlet
        $command.Verb | Should -BeIn (Get-Verb).Verb
    }

    It 'exports nothing else' {
        (Get-Command -Module SmtpLog).Name | Sort-Object | Should -Be ((Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object)
        $module = Get-Module SmtpLog
        $module.ExportedVariables.Count + $module.ExportedAliases.Count + $module.ExportedFunctions.Count | Should -Be 0
    }

    It 'is there once, however often it is imported' {
        Import-Module $manifest
        Import-Module $manifest -Force
        @(Get-Module SmtpLog) | Should -HaveCount 1
        (New-SmtpTransporter mail.example.com).SmtpServer | Should -Be mail.example.com
    }

    It 'can be removed, which stops its servers, and imported again' {
        $server = Start-SmtpTestServer
        Remove-Module SmtpLog
        $server.IsRunning | Should -BeFalse
        Get-Command New-SmtpTransporter -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module $manifest -Global
        (New-SmtpTransporter mail.example.com).SmtpServer | Should -Be mail.example.com
    }

    It 'goes by using module' {
        $child = Invoke-Child "using module '$manifest'`n(New-SmtpTransporter mail.example.com).Tls; [SmtpLog.SmtpTls]::Implicit"
        $child.Output | Should -Be Auto, Implicit
        $child.Errors | Should -BeNullOrEmpty
    }

    It 'sends beside another MailKit that was there first' {
        $edition = if ($PSVersionTable.PSEdition -eq 'Core') { 'Core' } else { 'Desktop' }
        $folder = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($manifest), 'bin', $edition)
        # A copy elsewhere is another assembly to the runtime.
        Copy-Item -Path "$folder/*" -Destination $TestDrive
        $child = Invoke-Child @"
`$theirs = [System.Reflection.Assembly]::LoadFrom('$TestDrive/MimeKit.dll')
`$null = [System.Reflection.Assembly]::LoadFrom('$TestDrive/MailKit.dll')
`$message = `$theirs.GetType('MimeKit.MimeMessage').GetConstructor(@()).Invoke(@())
Import-Module '$manifest'
`$t = Start-SmtpTestServer | New-SmtpTransporter
(`$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject x).Success
`$message.GetType().Assembly.Location
"@
        $child.Errors | Should -BeNullOrEmpty
        $child.Output[0] | Should -Be True
        $child.Output[1] | Should -BeLike '*MimeKit.dll'
    }
}
