# What the test files share. Windows PowerShell 5.1 reads all of this folder: ASCII alone, and nothing that came later.

$root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$manifest = [System.IO.Path]::Combine($root, 'out', 'SmtpLog', 'SmtpLog.psd1')
if (-not (Test-Path -LiteralPath $manifest)) {
    throw "There is no module in out/SmtpLog to be tested: run 'dotnet build' first."
}

Import-Module $manifest -Global

# A file of the repository.
function Get-RepositoryPath([string] $Path) {
    [System.IO.Path]::Combine($root, $Path.Replace('/', [System.IO.Path]::DirectorySeparatorChar))
}

# The staged manifest, for other runspaces, jobs and processes.
function Get-StagedManifest {
    $manifest
}

# A log of another tool or of this one, from the samples of the xunit tests.
function Get-Sample([string] $Name) {
    Get-RepositoryPath "tests/SmtpLog.Tests/Samples/$Name"
}

function New-Secret([string] $Text) {
    [System.Net.NetworkCredential]::new('', $Text).SecurePassword
}

function New-Login([string] $User = 'ops', [string] $Password = 'correct horse') {
    [pscredential]::new($User, (New-Secret $Password))
}

# A log with one good and one failed login, as a process leaves it.
function Write-SampleLog([string] $Path) {
    $server = Start-SmtpTestServer -Credential (New-Login)
    try {
        foreach ($password in 'correct horse', 'battery staple') {
            $transporter = $server | New-SmtpTransporter -Credential (New-Login ops $password) -LogPath $Path
            $null = $transporter | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject Nightly -Body done -ErrorAction SilentlyContinue
            $transporter.Dispose()
        }
    }
    finally {
        $server | Stop-SmtpTestServer
    }
}

# What a person sees, line by line, without the blanks that fill it up.
function Get-Screen([int] $Width = 120) {
    ($input | Out-String -Width $Width) -split '\r?\n' | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ }
}

# What Tab offers at the end of a line.
function Get-Completion([string] $Line) {
    (TabExpansion2 $Line $Line.Length).CompletionMatches
}

# Runs a script in a process of its own, of this version of PowerShell.
function Invoke-Child([string] $Script, [hashtable] $Environment = @{}) {
    $file = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "smtplog-$([guid]::NewGuid().ToString('N')).ps1")
    $name = if ($PSVersionTable.PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' }
    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Command ([System.IO.Path]::Combine($PSHOME, $name))).Source)
    $start.Arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$file`""
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.EnvironmentVariables['NO_COLOR'] = '1'
    foreach ($name in $Environment.Keys) {
        $start.EnvironmentVariables[$name] = $Environment[$name]
    }

    [System.IO.File]::WriteAllText($file, $Script, [System.Text.UTF8Encoding]::new($true))
    $process = $null
    try {
        $process = [System.Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        $output = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        [pscustomobject]@{
            ExitCode = $process.ExitCode
            Output   = @($output -split '\r?\n' | Where-Object { $_ })
            Errors   = $errors.Result
        }
    }
    finally {
        if ($process) { $process.Dispose() }
        [System.IO.File]::Delete($file)
    }
}

Export-ModuleMember -Function *
