<#
.SYNOPSIS
    Builds, tests, packs or cleans: the dotnet commands under the names that PowerShell people look for.
.EXAMPLE
    ./build.ps1            # lays the module in out/SmtpLog
.EXAMPLE
    ./build.ps1 Test       # the xunit tests, and Pester's where Pester 5 is installed
.EXAMPLE
    ./build.ps1 Pack       # out/SmtpLog.<version>.nupkg, as the PowerShell Gallery takes it
#>
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { dotnet build -c $Configuration }
        'Pack' { dotnet pack src/SmtpLog.PowerShell -c Release }
        'Clean' { dotnet clean -c $Configuration }
        'Test' {
            dotnet test -c $Configuration
            if ($LASTEXITCODE -eq 0) {
                if (Get-Module -ListAvailable Pester | Where-Object Version -ge '5.0') {
                    Invoke-Pester -Path tests/Pester -CI
                }
                else {
                    'Pester 5 is not installed: tests/Pester was not run.'
                }
            }
        }
    }
}
finally {
    Pop-Location
}

exit $LASTEXITCODE
