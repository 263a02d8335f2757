Describe 'Send-SmtpLoggedMessage' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $login = New-Login
        $server = Start-SmtpTestServer -Credential $login
        $t = $server | New-SmtpTransporter -Credential $login
        $mail = @{ From = 'ops@example.com'; To = 'bob@example.com'; Subject = 'Nightly'; Body = 'done' }
        function Get-LastMail {
            $server.Messages[-1].GetText()
        }
    }

    AfterAll {
        $t.Dispose()
        $server | Stop-SmtpTestServer
    }

    It 'sends, writes the transcript and says what became of it' {
        $log = "$TestDrive/smtp.log"
        $logged = $server | New-SmtpTransporter -Credential $login -LogPath $log
        $result = $logged | Send-SmtpLoggedMessage @mail
        $logged.Dispose()

        $result.Success, $result.Status, $result.EnhancedCode, $result.ErrorKind | Should -Be $true, 250, '2.0.0', $null
        $result.QueueId | Should -Be $server.Messages[-1].QueueId
        $result.Recipients.Address | Should -Be bob@example.com
        $result.Size | Should -Be $server.Messages[-1].Size
        $result.LogPath | Should -Be $logged.LogPath
        $lines = @(Get-Content $log)
        $lines[0] | Should -Match "### SMTP Connecting to '127.0.0.1' at port $($server.Port)\."
        $lines[-1] | Should -Match '### SMTP Connection closed\. messages=1 '
        $result.Transcript.Count | Should -BeGreaterThan 30
        $result.Transcript[0].ToString() | Should -Be $lines[0]
    }

    It 'sends text and HTML, an attachment and an image' {
        $report = "$TestDrive/report.csv"
        Set-Content $report 'a,b'
        $picture = "$TestDrive/dot.png"
        [System.IO.File]::WriteAllBytes($picture, [byte[]] (137, 80, 78, 71, 13, 10, 26, 10))
        $result = $t | Send-SmtpLoggedMessage @mail -HtmlBody '<p>done</p><img src="cid:dot">' -Attachment (Get-Item $report) -InlineAttachment @{ dot = $picture }
        $result.Success | Should -BeTrue
        Get-LastMail | Should -Match 'multipart/mixed(?s:.*)multipart/related(?s:.*)multipart/alternative(?s:.*)text/plain(?s:.*)text/html(?s:.*)Content-Id: <dot>(?s:.*)filename=report.csv'
    }

    It 'sends -Body as HTML with -BodyAsHtml' {
        $null = $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Body '<b>done</b>' -BodyAsHtml
        Get-LastMail | Should -Match 'Content-Type: text/html(?s:.*)<b>done</b>'
        Get-LastMail | Should -Not -Match 'text/plain'
    }

    It 'shows no one the hidden recipients' {
        $result = $t | Send-SmtpLoggedMessage @mail -Cc 'Carol <carol@example.com>' -Bcc dave@example.com -ReplyTo help@example.com
        $result.Recipients.Address | Should -Be bob@example.com, carol@example.com, dave@example.com
        $server.Messages[-1].To | Should -Be bob@example.com, carol@example.com, dave@example.com
        Get-LastMail | Should -Match 'Cc: Carol <carol@example.com>'
        Get-LastMail | Should -Not -Match 'Bcc|dave'
    }

    It 'writes the headers that it is told' {
        $settings = @{ Priority = 'High'; Header = @{ 'X-Job' = 'nightly'; 'X-Tag' = 'a', 'b' }; MessageId = 'one@example.com'; InReplyTo = 'zero@example.com'; References = 'zero@example.com'; Sender = 'robot@example.com' }
        ($t | Send-SmtpLoggedMessage @mail @settings).MessageId | Should -Be one@example.com
        Get-LastMail | Should -Match 'X-Job: nightly'
        [regex]::Matches((Get-LastMail), 'X-Tag: ').Count | Should -Be 2
        Get-LastMail | Should -Match 'Importance: high|Priority: urgent'
        Get-LastMail | Should -Match 'In-Reply-To: <zero@example.com>'
        $server.Messages[-1].From | Should -Be robot@example.com
    }

    It 'sends other alphabets' {
        $subject = "Gr$([char] 0xFC)$([char] 0xDF)e"
        ($t | Send-SmtpLoggedMessage -From "J$([char] 0xF8)rn <ops@example.com>" -To bob@example.com -Subject $subject -Body $subject).Success | Should -BeTrue
        Get-LastMail | Should -Match 'Subject: =\?utf-8\?'
        ($t | Send-SmtpLoggedMessage @mail -Encoding iso-8859-1 -Header @{ 'X-Greeting' = $subject }).Success | Should -BeTrue
        Get-LastMail | Should -Match 'X-Greeting: =\?iso-8859-1\?'
    }

    It 'sends a ready message, also one piped as a file' {
        $eml = "$TestDrive/ready.eml"
        Set-Content $eml "From: ops@example.com`r`nTo: bob@example.com`r`nSubject: Ready`r`n`r`ndone"
        ($t | Send-SmtpLoggedMessage -Path $eml).Success | Should -BeTrue
        (Get-Item $eml | Send-SmtpLoggedMessage -Transporter $t -To carol@example.com).Success | Should -BeTrue
        Get-LastMail | Should -Match 'Subject: Ready'
        $server.Messages[-1].To | Should -Be carol@example.com
    }

    It 'sends the rows of a CSV over one connection' {
        $results = 'To,Subject,Body', 'a@example.com,First,1', 'b@example.com,Second,2' | ConvertFrom-Csv |
            Send-SmtpLoggedMessage -Transporter $t -From ops@example.com
        $results.Success | Should -Be $true, $true
        $results.SessionId | Select-Object -Unique | Should -HaveCount 1
        $server.Messages[-2, -1].To | Should -Be a@example.com, b@example.com
    }

    It 'sends nothing with -WhatIf, and asks nothing with -Confirm:$false' {
        $count = $server.Messages.Count
        $t | Send-SmtpLoggedMessage @mail -WhatIf | Should -BeNullOrEmpty
        $server.Messages.Count | Should -Be $count
        & { $ConfirmPreference = 'Low'; $t | Send-SmtpLoggedMessage @mail -Confirm:$false } | ForEach-Object Success | Should -BeTrue
        $server.Messages.Count | Should -Be ($count + 1)
    }

    It 'sends the rest to those who were accepted with -AllowPartialDelivery' {
        # The test server takes 1000 recipients of one message, and no more.
        $many = 1..1001 | ForEach-Object { "r$_@example.com" }
        $arguments = @{ From = 'ops@example.com'; To = $many; Subject = 'Many' }
        $result = $t | Send-SmtpLoggedMessage @arguments -ErrorAction SilentlyContinue -ErrorVariable errors
        $result.Success, $result.ErrorKind, $result.Status | Should -Be $false, RecipientRejected, 452
        $errors[0].FullyQualifiedErrorId | Should -Be 'RecipientRejected,SmtpLog.PowerShell.Commands.SendSmtpLoggedMessageCommand'

        $result = $t | Send-SmtpLoggedMessage @arguments -AllowPartialDelivery
        $result.Success | Should -BeTrue
        ($result.Recipients | Where-Object Accepted -EQ $false).Address | Should -Be r1001@example.com
        $server.Messages[-1].To.Count | Should -Be 1000
    }

    It 'lets a script say where it fails: <Why>' -ForEach @(
        @{ Why = 'no sender'; Id = 'InvalidAddress'; Arguments = @{ To = 'bob@example.com' } }
        @{ Why = 'no recipient'; Id = 'InvalidAddress'; Arguments = @{ From = 'ops@example.com' } }
        @{ Why = 'a line break in an address'; Id = 'InvalidAddress'; Arguments = @{ From = 'ops@example.com'; To = "bob@example.com`r`nRCPT TO:<eve@example.com>" } }
        @{ Why = 'a line break in a header'; Id = 'InvalidAddress'; Arguments = @{ From = 'ops@example.com'; To = 'bob@example.com'; Header = @{ 'X-Job' = "a`nBcc: eve@example.com" } } }
        @{ Why = 'a missing attachment'; Id = 'AttachmentNotFound'; Arguments = @{ From = 'ops@example.com'; To = 'bob@example.com'; Attachment = './missing.pdf' } }
        @{ Why = 'a missing message'; Id = 'AttachmentNotFound'; Arguments = @{ Path = './missing.eml' } }
        @{ Why = 'two HTML bodies'; Id = 'ConflictingBody'; Arguments = @{ From = 'ops@example.com'; To = 'bob@example.com'; Body = 'a'; BodyAsHtml = $true; HtmlBody = 'b' } }
    ) {
        $count = $server.Messages.Count
        { $t | Send-SmtpLoggedMessage @Arguments -ErrorAction Stop } |
            Should -Throw -ErrorId "$Id,SmtpLog.PowerShell.Commands.SendSmtpLoggedMessageCommand"
        $server.Messages.Count | Should -Be $count
    }
}
