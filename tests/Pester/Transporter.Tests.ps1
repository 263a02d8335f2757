Describe 'New-SmtpTransporter' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $command = 'SmtpLog.PowerShell.Commands.NewSmtpTransporterCommand'
        $token = New-Secret 'ya29.token'
    }

    It 'has 4D''s defaults' {
        $t = New-SmtpTransporter mail.example.com
        $t.Port, $t.Tls, $t.AuthenticationMechanism, $t.ConnectionTimeout, $t.SendTimeout, $t.KeepAlive | Should -Be 587, Auto, Auto, 30, 100, $true
        $t.UserName, $t.LogPath, $t.Proxy | Should -Be $null, $null, $null
        "$t" | Should -Be 'mail.example.com:587'
    }

    It 'takes port 465 for implicit TLS' {
        (New-SmtpTransporter mail.example.com -Tls Implicit).Port | Should -Be 465
        (New-SmtpTransporter mail.example.com -Tls Implicit -Port 10465).Port | Should -Be 10465
    }

    It 'takes the server from $PSEmailServer where none is named' {
        $PSEmailServer = 'relay.example.com'
        (New-SmtpTransporter).SmtpServer | Should -Be relay.example.com
        (New-SmtpTransporter mail.example.com).SmtpServer | Should -Be mail.example.com
    }

    It 'knows the server as -<_>' -ForEach Host, HostName, ComputerName, Server {
        $settings = @{ $_ = 'mail.example.com' }
        (New-SmtpTransporter @settings).SmtpServer | Should -Be mail.example.com
        ([pscustomobject] $settings | New-SmtpTransporter).SmtpServer | Should -Be mail.example.com
    }

    It 'takes names of servers from the pipeline' {
        ('a.example.com', 'b.example.com' | New-SmtpTransporter -Port 25).SmtpServer | Should -Be a.example.com, b.example.com
    }

    It 'takes all its settings by splatting' {
        $settings = @{
            SmtpServer = 'mail.example.com'; Port = 2525; Tls = 'StartTls'; MinimumTlsVersion = '1.3'; Credential = New-Login
            AuthenticationMechanism = 'CRAM-MD5'; ServerCertificateThumbprint = 'aa:' * 19 + 'aa'; SkipCertificateRevocationCheck = $true
            ConnectionTimeout = 5; SendTimeout = 50; NoKeepAlive = $true; LocalDomain = 'here.example.com'; Proxy = 'socks5://proxy.example.com:1080'
            ProxyCredential = New-Login proxy; LogPath = "$TestDrive/x.log"; LogFormat = 'Json'; LogContent = 'Full'; LogUserName = $true
        }
        $t = New-SmtpTransporter @settings
        $t.Port, $t.Tls, $t.MinimumTlsVersion, $t.UserName, $t.AuthenticationMechanism | Should -Be 2525, StartTls, Tls13, ops, CramMd5
        $t.ServerCertificateThumbprint | Should -Be ('AA' * 20)
        $t.ConnectionTimeout, $t.SendTimeout, $t.KeepAlive, $t.LocalDomain | Should -Be 5, 50, $false, here.example.com
        $t.LogFormat, $t.LogContent, $t.LogUserName | Should -Be Json, Full, $true
        Test-Path $t.LogPath | Should -BeFalse -Because 'it opens nothing'
    }

    It 'puts a relative log below the current location' {
        Push-Location $TestDrive
        try {
            $path = (New-SmtpTransporter mail.example.com -LogPath here.log).LogPath
            [System.IO.Path]::GetDirectoryName($path) | Should -Be (Get-Location).ProviderPath
        }
        finally {
            Pop-Location
        }
    }

    It 'takes rows of a CSV, an empty cell meaning the default' {
        $rows = @'
SmtpServer,Port,Tls,NoKeepAlive,ConnectionTimeout,LogFormat
a.example.com,465,Implicit,true,5,Json
b.example.com,,,,,
c.example.com,25,None,false,,Text
'@ | ConvertFrom-Csv
        $all = $rows | New-SmtpTransporter
        $all.Port | Should -Be 465, 587, 25
        $all.Tls | Should -Be Implicit, Auto, None
        $all.KeepAlive | Should -Be $false, $true, $true
        $all.ConnectionTimeout | Should -Be 5, 30, 30
        $all.LogFormat | Should -Be Json, Text, Text
    }

    It 'takes rows with 4D''s names' {
        $row = [pscustomobject]@{ host = 'mail.example.com'; port = 25; acceptUnsecureConnection = $true; connectionTimeOut = 7; sendTimeOut = 70; keepAlive = $false; logFile = "$TestDrive/4d.log"; bodyCharset = 'iso-8859-1' }
        $t = $row | New-SmtpTransporter -WarningVariable warnings
        $t.SmtpServer, $t.Port, $t.Tls, $t.ConnectionTimeout, $t.SendTimeout, $t.KeepAlive | Should -Be mail.example.com, 25, Opportunistic, 7, 70, $false
        $warnings | Should -BeNullOrEmpty
    }

    It 'names a misspelt property once' {
        $rows = 1..2 | ForEach-Object { [pscustomobject]@{ host = 'mail.example.com'; acceptUnsecureConection = $true; colour = 'red' } }
        $rows | New-SmtpTransporter -WarningVariable warnings -WarningAction SilentlyContinue | Should -HaveCount 2
        $warnings | Should -HaveCount 2
        $warnings[0] | Should -Match "'acceptUnsecureConection'.*Did you mean 'AcceptUnsecureConnection'"
        $warnings[1] | Should -Match "'colour'"
    }

    It 'refuses <Why>: <Id>' -ForEach @(
        @{ Why = 'no server'; Id = 'MissingServer'; Arguments = @{} }
        @{ Why = 'a token as plain text'; Id = 'PlainTextSecret'; Arguments = @{ SmtpServer = 'm'; UserName = 'ops'; AccessToken = 'open sesame' } }
        @{ Why = 'a user alone'; Id = 'MissingToken'; Arguments = @{ SmtpServer = 'm'; UserName = 'ops' } }
        @{ Why = 'a login in the proxy''s address'; Id = 'PlainTextSecret'; Arguments = @{ SmtpServer = 'm'; Proxy = 'http://ops:open%20sesame@p:8080' } }
        @{ Why = 'a proxy of no known kind'; Id = 'InvalidProxy'; Arguments = @{ SmtpServer = 'm'; Proxy = 'ftp://p:21' } }
        @{ Why = 'a log that is no file'; Id = 'LogUnavailable'; Arguments = @{ SmtpServer = 'm'; LogPath = 'Env:smtp' } }
        @{ Why = 'a line break in a name'; Id = 'InvalidInput'; Arguments = @{ SmtpServer = 'm'; LocalDomain = "a`r`nMAIL" } }
    ) {
        { New-SmtpTransporter @Arguments -ErrorAction Stop } | Should -Throw -ErrorId "$Id,$command"
        New-SmtpTransporter @Arguments -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $errors | Out-String | Should -Not -Match 'open.sesame'
    }

    It 'says what is allowed in place of <Value> for -<Name>' -ForEach @(
        @{ Name = 'Tls'; Value = 'Always'; Allowed = 'Implicit' }
        @{ Name = 'AuthenticationMechanism'; Value = 'Kerberos'; Allowed = 'ScramSha256' }
        @{ Name = 'MinimumTlsVersion'; Value = '4.0'; Allowed = 'Tls12' }
        @{ Name = 'LogFormat'; Value = 'Xml'; Allowed = 'Text, Json' }
        @{ Name = 'Port'; Value = 'smtp'; Allowed = 'whole number' }
        @{ Name = 'ServerCertificateThumbprint'; Value = 'abc'; Allowed = '40' }
        @{ Name = 'BodyCharset'; Value = 'latin-nine'; Allowed = 'iso-8859-1' }
    ) {
        $settings = @{ $Name = $Value }
        { New-SmtpTransporter mail.example.com @settings } |
            Should -Throw -ErrorId "ParameterArgumentTransformationError,$command" -ExpectedMessage "*'$Value'*$Allowed*"
    }

    It 'refuses a row with a password, and goes on with the next' {
        $rows = [pscustomobject]@{ SmtpServer = 'a.example.com'; Password = 'open sesame' }, [pscustomobject]@{ SmtpServer = 'b.example.com' }
        ($rows | New-SmtpTransporter -ErrorVariable errors -ErrorAction SilentlyContinue).SmtpServer | Should -Be b.example.com
        $errors.FullyQualifiedErrorId | Should -Be "PlainTextSecret,$command"
    }

    It 'takes an access token as a SecureString' {
        $t = New-SmtpTransporter mail.example.com -UserName ops@example.com -AccessToken $token -AuthenticationMechanism OAUTH2
        $t.UserName, $t.AuthenticationMechanism | Should -Be ops@example.com, XOAuth2
    }
}
