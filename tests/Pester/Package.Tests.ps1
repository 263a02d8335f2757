Describe 'The package' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $staged = Import-PowerShellDataFile (Get-StagedManifest)
        $version = $staged.ModuleVersion
        $feed = [System.IO.Path]::Combine("$TestDrive", 'feed')
        $said = dotnet pack (Get-RepositoryPath src/SmtpLog.PowerShell) --no-build --nologo -o $feed
        if ($LASTEXITCODE -ne 0) {
            throw ($said -join "`n")
        }

        # An installer lays what is in the package into a folder of its name and version.
        $modules = [System.IO.Path]::Combine("$TestDrive", 'modules')
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [System.IO.Compression.ZipFile]::ExtractToDirectory("$feed/SmtpLog.$version.nupkg", [System.IO.Path]::Combine($modules, 'SmtpLog', $version))
        function Invoke-Installed([string] $Folder, [string] $Script) {
            Invoke-Child $Script -Environment @{ PSModulePath = $Folder + [System.IO.Path]::PathSeparator + $env:PSModulePath }
        }
    }

    It 'is found, completed and helped with before it is imported, and imported and sends by its first use' {
        $child = Invoke-Installed $modules @'
(Get-Command -Module SmtpLog).Count
(TabExpansion2 'New-SmtpTrans' 13).CompletionMatches.CompletionText
(TabExpansion2 'ConvertFrom-SmtpLog -Dial' 25).CompletionMatches.CompletionText
(Get-Help Send-SmtpLoggedMessage).Synopsis
$t = Start-SmtpTestServer | New-SmtpTransporter
($t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com).Success
$module = Get-Module SmtpLog
$module.Version.ToString()
(Test-ModuleManifest "$($module.ModuleBase)/SmtpLog.psd1" -WarningVariable warnings).ExportedCmdlets.Count
$warnings.Count
'@
        $child.Errors | Should -BeNullOrEmpty
        $count = $staged.CmdletsToExport.Count
        (Get-Help Send-SmtpLoggedMessage).Synopsis | Should -Not -Match '-Transporter'
        $child.Output | Should -Be $count, New-SmtpTransporter, -Dialect, (Get-Help Send-SmtpLoggedMessage).Synopsis, True, $version, $count, 0
    }

    It 'tells the Gallery what the manifest says' {
        $specification = ([xml] [System.IO.File]::ReadAllText("$modules/SmtpLog/$version/SmtpLog.nuspec")).package.metadata
        $specification.id, $specification.version, $specification.description | Should -Be SmtpLog, $version, $staged.Description
        $specification.licenseUrl, $specification.releaseNotes | Should -Be $staged.PrivateData.PSData.LicenseUri, $staged.PrivateData.PSData.ReleaseNotes
        $tags = $specification.tags -split ' '
        $staged.PrivateData.PSData.Tags + 'PSModule' | Where-Object { $_ -notin $tags } | Should -BeNullOrEmpty
        $tags -like 'PSCmdlet_*' | Should -Be ($staged.CmdletsToExport | ForEach-Object { "PSCmdlet_$_" })
    }

    It 'is found and installed by PSResourceGet' {
        if (-not (Get-Command Save-PSResource -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because "there is no Save-PSResource in PowerShell $($PSVersionTable.PSVersion)"
        }

        $repository = "SmtpLog-$([guid]::NewGuid().ToString('N'))"
        $saved = [System.IO.Path]::Combine("$TestDrive", 'saved')
        $null = New-Item -ItemType Directory $saved
        Register-PSResourceRepository -Name $repository -Uri $feed -Trusted
        try {
            $found = Find-PSResource SmtpLog -Repository $repository
            $found.Version | Should -Be $version
            $found.Includes.Cmdlet | Should -Be $staged.CmdletsToExport
            Save-PSResource SmtpLog -Repository $repository -Path $saved
        }
        finally {
            Unregister-PSResourceRepository -Name $repository
        }

        $child = Invoke-Installed $saved '(New-SmtpTransporter mail.example.com).Tls; (Get-Module SmtpLog).ModuleBase'
        $child.Output[0] | Should -Be Auto
        $child.Output[1] | Should -Be ([System.IO.Path]::Combine($saved, 'SmtpLog', $version))
    }
}
