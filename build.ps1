<#
.SYNOPSIS
    Builds, tests, packs or cleans: the dotnet commands under the names that PowerShell people look for.
.DESCRIPTION
    Runs in PowerShell 7 and in Windows PowerShell 5.1, and needs the .NET SDK that global.json names. The exit code is that
    of the command that failed, else 0.
.PARAMETER Task
    Build lays the module in out/SmtpLog. Test builds it and runs the xunit tests, then Pester's in the version of
    PowerShell that runs this script. Pack makes out/SmtpLog.<version>.nupkg, which the PowerShell Gallery takes. Clean
    removes what the others made.
.PARAMETER Configuration
    What Build and Test build. Pack builds Release, Clean removes both.
.EXAMPLE
    ./build.ps1
    Import-Module ./out/SmtpLog
.EXAMPLE
    ./build.ps1 Test
.EXAMPLE
    ./build.ps1 Pack
    Publish-PSResource -NupkgPath ./out/SmtpLog.0.1.0.nupkg -Repository PSGallery -ApiKey $key
#>
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'

function Invoke-Native {
    $command, $arguments = $args
    & $command @arguments
    if ($LASTEXITCODE -ne 0) {
        exit $LASTEXITCODE
    }
}

if (-not (Get-Command dotnet -ErrorAction Ignore)) {
    throw 'The .NET SDK is needed: https://dotnet.microsoft.com/download'
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-Native dotnet build -c $Configuration }
        'Pack' { Invoke-Native dotnet pack src/SmtpLog.PowerShell -c Release }
        'Test' {
            Invoke-Native dotnet test -c $Configuration
            # In a process of its own, which lets go of the module's files.
            $name = if ($PSVersionTable.PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' }
            Invoke-Native ([System.IO.Path]::Combine($PSHOME, $name)) -NoProfile -ExecutionPolicy Bypass -File tests/Pester/run.ps1
        }
        'Clean' {
            Invoke-Native dotnet clean -c Debug
            Invoke-Native dotnet clean -c Release
            if (Test-Path out) {
                Remove-Item out -Recurse
            }
        }
    }
}
finally {
    Pop-Location
}

exit 0
