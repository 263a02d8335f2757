<#
.SYNOPSIS
    Runs the Pester tests in the PowerShell that runs this script.
.DESCRIPTION
    Needs the built module (dotnet build). Pester is the one that is loaded already, else that of Directory.Packages.props,
    brought from NuGet. The sum at the end has the form of dotnet test's; the exit code is 1 where a test failed or none ran.
.PARAMETER Path
    The test files, by default all.
.EXAMPLE
    tests/Pester/run.ps1 tests/Pester/Send.Tests.ps1
.EXAMPLE
    dotnet tool restore; dotnet pwsh tests/Pester/run.ps1     # where no PowerShell is installed
#>
param(
    [string[]] $Path = $PSScriptRoot
)

if (-not (Get-Module Pester)) {
    $said = @(dotnet msbuild $PSScriptRoot -nologo -restore -t:ResolvePackageAssets -getProperty:PkgPester)
    if ($LASTEXITCODE -ne 0) {
        $said
        exit 1
    }

    Import-Module ([System.IO.Path]::Combine($said[-1].Trim(), 'tools', 'Pester.psd1')) -ErrorAction Stop
}

# The tests begin with what a new session has, whatever the caller prefers.
$ErrorActionPreference = 'Continue'
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$result = Invoke-Pester -Configuration $configuration

foreach ($test in $result.Skipped) {
    "skipped $($test.ExpandedPath) $($test.ErrorRecord)"
}

"Pester $((Get-Module Pester).Version) in PowerShell $($PSVersionTable.PSVersion):"
"  failed: $($result.FailedCount)"
"  succeeded: $($result.PassedCount)"
"  skipped: $($result.SkippedCount)"
exit [int]($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)
