# The files that the help's examples name.

function Write-ExampleText([string] $Path, [string[]] $Lines) {
    [System.IO.File]::WriteAllText($Path, ($Lines -join "`n") + "`n")
}

# Three sessions of today: one that went well, a wrong password, a refused recipient.
function Get-ExampleLog {
    $time = [datetime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")
    $hello = @(
        "### SMTP Connecting to 'smtp.example.com' at port 587."
        "### SMTP Connected to 'smtp.example.com' at port 587. (Not secure) remote=203.0.113.9:587 local=192.0.2.4:50112 elapsed=23ms"
        'S < "220 smtp.example.com ESMTP"', 'C > "EHLO ops"', 'S < "250-smtp.example.com"', 'S < "250 AUTH PLAIN LOGIN"'
        'C > "AUTH PLAIN ****************"'
    )
    $mail = 'S < "235 2.7.0 Ok"', 'C > "MAIL FROM:<ops@example.com>"', 'S < "250 2.1.0 Ok"', 'C > "RCPT TO:<bob@example.com>"'
    $end = 'C > "QUIT"', 'S < "221 2.0.0 Bye"', '### SMTP Connection closed. messages=0 sent=120 received=340 elapsed=64ms'
    $sent = 'S < "250 2.1.5 Ok"', 'C > "DATA"', 'S < "354 Go"', '### SMTP Message content 812 bytes not logged.', 'S < "250 2.0.0 Ok: queued as 4F2A1"'
    $noLogin = 'S < "535 5.7.8 Authentication credentials invalid"',
        '### SMTP Error. kind=AuthenticationFailed stage=Auth code=535 message="The server refused the login"'
    $noBob = 'S < "550 5.1.1 Unknown user"',
        '### SMTP Error. kind=RecipientRejected stage=Recipient code=550 message="The server refused a recipient"'
    $counter = $session = 0
    foreach ($lines in ($hello + $mail + $sent + $end), ($hello + $noLogin + $end), ($hello + $mail + $noBob + $end)) {
        $session++
        foreach ($line in $lines) {
            $counter++
            "$counter $time 4711 $session $line"
        }
    }
}

function Write-ExampleFile([string] $Folder) {
    foreach ($name in 'logs', 'outbox') {
        $null = [System.IO.Directory]::CreateDirectory("$Folder/$name")
    }

    $log = Get-ExampleLog
    Write-ExampleText "$Folder/smtp.log" $log
    Write-ExampleText "$Folder/logs/relay1.log" $log
    [System.IO.File]::Copy("$PSScriptRoot/../SmtpLog.Tests/Samples/Swaks/login-refused.log", "$Folder/swaks.txt")
    [System.IO.File]::Copy("$PSScriptRoot/../SmtpLog.Tests/Samples/Exchange/receive.log", "$Folder/logs/exchange.log")
    [System.IO.File]::WriteAllBytes("$Folder/report.pdf", [System.Text.Encoding]::ASCII.GetBytes('%PDF-1.4'))
    [System.IO.File]::WriteAllBytes("$Folder/logo.png", [byte[]] (0x89, 0x50, 0x4E, 0x47))
    Write-ExampleText "$Folder/mails.csv" 'To,Subject,Body', 'bob@example.com,First,One', 'carol@example.com,Second,Two'
    Write-ExampleText "$Folder/relays.csv" 'SmtpServer,Port,Tls', 'smtp.example.com,,', 'relay.example.com,465,Implicit'
    Write-ExampleText "$Folder/outbox/1.eml" 'From: ops@example.com', 'To: bob@example.com', 'Subject: Ready', '', 'done'
}
