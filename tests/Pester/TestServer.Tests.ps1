Describe 'Start-SmtpTestServer' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $command = 'SmtpLog.PowerShell.Commands.StartSmtpTestServerCommand'
        $mail = @{ From = 'ops@example.com'; To = 'bob@example.com'; Subject = 'Nightly'; Body = 'done' }
    }

    AfterEach {
        Stop-SmtpTestServer
    }

    It 'listens on loopback, at any free port' {
        $one = Start-SmtpTestServer
        $two = Start-SmtpTestServer
        $one.Host | Should -Be 127.0.0.1
        $one.Port | Should -Not -Be $two.Port
        $one.IsRunning | Should -BeTrue
        "$one" | Should -Be "127.0.0.1:$($one.Port) (StartTls)"
    }

    It 'takes mail from anyone, and shows it (<_>)' -ForEach StartTls, Implicit, None {
        $server = Start-SmtpTestServer -Tls $_
        $t = $server | New-SmtpTransporter
        ($t | Send-SmtpLoggedMessage @mail).Success | Should -BeTrue
        $t.Dispose()
        $message = $server.Messages[0]
        $message.From, $message.Secure, $message.AuthenticatedUser | Should -Be ops@example.com, ($_ -ne 'None'), $null
        $message.To | Should -Be bob@example.com
        $message.GetText() | Should -Match 'Subject: Nightly'
        $file = [System.IO.Path]::Combine("$TestDrive", "$_.eml")
        $message.Save($file)
        (Get-Item $file).Length | Should -Be $message.Size
        @($server.Transcript | Where-Object Command -EQ DATA).Count | Should -BeGreaterThan 0
    }

    It 'knows one login by <_>' -ForEach Plain, Login, CramMd5, ScramSha256 {
        $server = Start-SmtpTestServer -Credential (New-Login) -Mechanism $_
        $t = $server | New-SmtpTransporter -Credential (New-Login) -AuthenticationMechanism $_
        ($t | Send-SmtpLoggedMessage @mail).Success | Should -BeTrue
        $t.Dispose()
        $server.Messages[0].AuthenticatedUser | Should -Be ops
        $server | New-SmtpTransporter -Credential (New-Login ops wrong) | Test-SmtpTransporter -Quiet | Should -BeFalse
    }

    It 'knows one access token' {
        $server = Start-SmtpTestServer -AccessToken (New-Secret 'ya29.right')
        $right, $wrong = 'ya29.right', 'ya29.wrong' | ForEach-Object {
            $server | New-SmtpTransporter -UserName ops@example.com -AccessToken (New-Secret $_) | Test-SmtpTransporter
        }
        $right.Success, $right.Mechanism | Should -Be $true, XOAUTH2
        $wrong.ErrorKind | Should -Be AuthenticationFailed
    }

    It 'stops one from the pipeline, none from an empty one, and else all' {
        $one = Start-SmtpTestServer
        $two = Start-SmtpTestServer
        $one | Stop-SmtpTestServer
        @() | Stop-SmtpTestServer
        Stop-SmtpTestServer -WhatIf
        $one.IsRunning, $two.IsRunning | Should -Be $false, $true
        Stop-SmtpTestServer -Confirm:$false
        $two.IsRunning | Should -BeFalse
        ($one | New-SmtpTransporter | Test-SmtpTransporter).ErrorKind | Should -Be ConnectionRefused
    }

    It 'fails on demand at <Moment>: <Kind>' -ForEach @(
        @{ Moment = 'Connect'; Reply = '421 4.3.2 Too busy'; Kind = 'ServiceUnavailable' }
        @{ Moment = 'AUTH'; Reply = '535 5.7.8 No'; Kind = 'AuthenticationFailed' }
        @{ Moment = 'RCPT'; Reply = '250 2.1.5 Ok', '550 5.1.1 No such user'; Kind = 'RecipientRejected' }
        @{ Moment = 'Content'; Reply = '451 4.7.1 Greylisted'; Kind = 'MessageRejected' }
        @{ Moment = 'DATA'; Reply = 'Close'; Kind = 'ConnectionLost' }
    ) {
        $server = Start-SmtpTestServer -Reply @{ $Moment = $Reply }
        $transporter = $server | New-SmtpTransporter -Credential (New-Login ops right)
        $sent = $transporter | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com, eve@example.com -Subject x -Body y -ErrorAction SilentlyContinue
        $sent.ErrorKind | Should -Be $Kind
        $server.Messages | Should -BeNullOrEmpty
        $transporter.Dispose()
    }

    It 'replays what a log recorded' {
        $log = Join-Path $TestDrive recorded.log
        $server = Start-SmtpTestServer -Reply @{ RCPT = '550 5.7.606 Access denied, banned sending IP' }
        $transporter = $server | New-SmtpTransporter -LogPath $log
        $recorded = $transporter | Test-SmtpTransporter -To bob@example.com
        $transporter.Dispose()
        $again = ConvertFrom-SmtpLog $log -AsSession | Start-SmtpTestServer | New-SmtpTransporter | Test-SmtpTransporter -To bob@example.com
        $again.ErrorKind | Should -Be RecipientRejected
        $again.Reply | Should -Be $recorded.Reply
        "$($again.Diagnosis)" | Should -Be "$($recorded.Diagnosis)"
    }

    It 'refuses <Why>: <Id>' -ForEach @(
        @{ Why = 'a reply to what nobody says'; Id = 'InvalidReply'; Message = "*'RCTP'*"; Start = { Start-SmtpTestServer -Reply @{ RCTP = '550 no' } -ErrorAction Stop } }
        @{ Why = 'a reply that is none'; Id = 'InvalidReply'; Message = '*no reply to RCPT*'; Start = { Start-SmtpTestServer -Reply @{ RCPT = 'no' } -ErrorAction Stop } }
        @{ Why = 'to replay nothing'; Id = 'NoInput'; Message = '*No session*'; Start = { @() | Start-SmtpTestServer -ErrorAction Stop } }
        @{ Why = 'a port that is taken'; Id = 'PortUnavailable'; Message = '*127.0.0.1*'; Start = { Start-SmtpTestServer -Port (Start-SmtpTestServer).Port -ErrorAction Stop } }
        @{ Why = 'SCRAM without a credential'; Id = 'InvalidMechanism'; Message = '*knows the password*|*know the password.'; Start = { Start-SmtpTestServer -Mechanism ScramSha256 -ErrorAction Stop } }
        @{ Why = 'a mechanism it does not know'; Id = 'InvalidMechanism'; Message = '*PLAIN*'; Start = { Start-SmtpTestServer -Mechanism Ntlm -ErrorAction Stop } }
        @{ Why = 'a token as plain text'; Id = 'PlainTextSecret'; Message = '*plain text*'; Start = { Start-SmtpTestServer -AccessToken ya29.open -ErrorAction Stop } }
        @{ Why = 'to guess about TLS'; Id = 'ParameterArgumentValidationError'; Message = '*StartTls,Implicit,None*'; Start = { Start-SmtpTestServer -Tls Auto } }
    ) {
        $caught = { & $Start } | Should -Throw -ErrorId "$Id,$command" -PassThru
        "$caught" | Should -BeLike ($Message -split '\|')[-1]
        "$caught" | Should -Not -Match 'Parameter ''options''|ya29'
    }
}
