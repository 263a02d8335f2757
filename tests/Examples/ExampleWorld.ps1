<#
.SYNOPSIS
    What the help's examples need to run as they stand, not a character of them changed.
.DESCRIPTION
    Examples speak of smtp.example.com, of files that their reader has, and of a login that he types in. Dot-source this
    file, call Start-ExampleWorld once and Enter-ExampleFolder before each example, and

    - every host below example.com is a test server on this machine: on port 465 one with implicit TLS, on all other
      ports one with STARTTLS. A SOCKS proxy leads there. $PSDefaultParameterValues names it, and the certificates of the
      two servers, to New-SmtpTransporter where a server is named. localhost is this machine, and other hosts are not
      found;
    - the folder has the files that the examples name;
    - $cred and $token are there, and Get-Credential and Read-Host answer with them in place of a person;
    - what an earlier example has started or suspended is over.

    It keeps to what PowerShell's bare engine has, so that the same world serves it, pwsh and Windows PowerShell.
#>

. "$PSScriptRoot/ExampleFiles.ps1"
. "$PSScriptRoot/ExampleProxy.ps1"

function ConvertTo-ExampleSecret([string] $Text) {
    [System.Net.NetworkCredential]::new('', $Text).SecurePassword
}

function Start-ExampleWorld {
    $ports = [hashtable]::Synchronized(@{})
    $world = [pscustomobject]@{
        Servers = @{}
        Ports   = $ports
        Proxy   = Start-ExampleProxy $ports
        Former  = $global:PSDefaultParameterValues
    }
    $global:exampleRoute = @{ Proxy = "socks5://127.0.0.1:$($world.Proxy.Port)" }
    $global:PSDefaultParameterValues = @{
        'New-SmtpTransporter:Proxy'                       = { if ($args[0].BoundParameters -contains 'SmtpServer') { $exampleRoute.Proxy } }
        'New-SmtpTransporter:ServerCertificateThumbprint' = { if ($args[0].BoundParameters -contains 'SmtpServer') { $exampleRoute.Pins } }
    }
    $global:cred = [pscredential]::new('ops@example.com', (ConvertTo-ExampleSecret 'correct horse'))
    $global:token = ConvertTo-ExampleSecret 'ya29.token'
    function global:Get-Credential { $global:cred }
    function global:Read-Host { $global:token }
    $world
}

function Enter-ExampleFolder($World, [string] $Folder) {
    Stop-SmtpLog
    Resume-SmtpLog

    # An example may have stopped all servers of the process.
    foreach ($kind in @{ Tls = 'Implicit'; Port = 465 }, @{ Tls = 'StartTls'; Port = 0 }) {
        if (-not $World.Servers[$kind.Tls].IsRunning) {
            $World.Servers[$kind.Tls] = Start-SmtpTestServer -Tls $kind.Tls
            $World.Ports[$kind.Port] = $World.Servers[$kind.Tls].Port
        }
    }

    $global:exampleRoute.Pins = [string[]] $World.Servers.Values.ServerCertificateThumbprint
    Write-ExampleFile $Folder
}

function Stop-ExampleWorld($World) {
    $global:PSDefaultParameterValues = $World.Former
    Stop-SmtpLog
    Resume-SmtpLog

    # What an example has left open says QUIT while its server is still there to answer.
    Get-Module SmtpLog | Remove-Module -Force
    $World.Proxy.Listener.Stop()
    $null = $World.Proxy.Shell.EndInvoke($World.Proxy.Running)
    $World.Proxy.Shell.Dispose()
}
