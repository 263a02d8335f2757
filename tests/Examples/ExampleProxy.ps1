# A SOCKS 5 proxy (RFC 1928) that leads every name below example.com to a port of this machine.

$exampleProxy = {
    param([System.Net.Sockets.TcpListener] $Listener, [hashtable] $Ports)

    function Read-Byte($Stream, [int] $Count) {
        $bytes = [byte[]]::new($Count)
        for ($have = 0; $have -lt $Count; $have += $read) {
            $read = $Stream.Read($bytes, $have, $Count - $have)
            if ($read -eq 0) { throw 'The client has gone.' }
        }
        , $bytes
    }

    function Find-Target([string] $Name, [int] $Port) {
        if ($Name -in 'localhost', '127.0.0.1') { return $Port }
        if ($Name -notlike '*.example.com') { return 0 }
        if ($Ports.ContainsKey($Port)) { $Ports[$Port] } else { $Ports[0] }
    }

    # Gives the connection to the server; nothing where there is none.
    function Open-Route($Stream) {
        $methods = (Read-Byte $Stream 2)[1]
        $null = Read-Byte $Stream $methods
        $Stream.Write([byte[]] (5, 0), 0, 2)
        $kind = (Read-Byte $Stream 4)[3]
        $name = if ($kind -eq 1) { (Read-Byte $Stream 4) -join '.' } else { [System.Text.Encoding]::ASCII.GetString((Read-Byte $Stream (Read-Byte $Stream 1)[0])) }
        $digits = Read-Byte $Stream 2
        $port = Find-Target $name ($digits[0] * 256 + $digits[1])
        $answer = 0
        if ($port -eq 0) {
            $answer = 4
        }
        else {
            try { $server = [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port) } catch { $answer = 5 }
        }
        $Stream.Write([byte[]] (5, $answer, 0, 1, 127, 0, 0, 1, 0, 25), 0, 10)
        if ($answer -eq 0) { $server }
    }

    # One wait for all: the next client, and the end of each direction of each connection.
    $waits = [System.Collections.Generic.List[System.Threading.Tasks.Task]]::new()
    $ends = [System.Collections.Generic.List[object]]::new()
    $waits.Add($Listener.AcceptTcpClientAsync())
    $ends.Add(@())
    while ($true) {
        $index = [System.Threading.Tasks.Task]::WaitAny($waits.ToArray())
        if ($index -gt 0) {
            foreach ($end in $ends[$index]) { $end.Dispose() }
            $waits.RemoveAt($index)
            $ends.RemoveAt($index)
            continue
        }

        if ($waits[0].Status -ne 'RanToCompletion') { break }
        $client = $waits[0].Result
        $waits[0] = $Listener.AcceptTcpClientAsync()
        $server = try { Open-Route $client.GetStream() } catch { $null }
        if (-not $server) {
            $client.Dispose()
            continue
        }
        foreach ($pair in ($client, $server), ($server, $client)) {
            $waits.Add($pair[0].GetStream().CopyToAsync($pair[1].GetStream()))
            $ends.Add(@($client, $server))
        }
    }

    foreach ($end in $ends) { foreach ($one in $end) { $one.Dispose() } }
}

# Ports: the port that a client asks for -> the port it gets; 0 stands for all others.
function Start-ExampleProxy([hashtable] $Ports) {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()

    # The usual runspace wants parts of pwsh that the bare engine does not have.
    $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
    $null = $shell.AddScript($exampleProxy).AddArgument($listener).AddArgument($Ports)
    [pscustomobject]@{
        Listener = $listener
        Port     = $listener.LocalEndpoint.Port
        Shell    = $shell
        Running  = $shell.BeginInvoke()
    }
}
