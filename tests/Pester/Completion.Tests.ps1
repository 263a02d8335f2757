Describe 'What Tab offers' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        Write-SampleLog $log
    }

    It '<Line><tab>' -ForEach @(
        @{ Line = 'New-SmtpTransporter m -Port '; Expected = '587', '465', '25', '2525'; Tip = 'STARTTLS' }
        @{ Line = 'New-SmtpTransporter m -Tls '; Expected = 'Auto', 'Implicit', 'None', 'Opportunistic', 'StartTls'; Tip = '' }
        @{ Line = 'New-SmtpTransporter m -AuthenticationMechanism Scram'; Expected = 'ScramSha1', 'ScramSha256', 'ScramSha512'; Tip = '' }
        @{ Line = 'New-SmtpTransporter m -LogContent '; Expected = 'Full', 'Headers', 'None'; Tip = '' }
        @{ Line = 'Test-SmtpTransporter $t -StopAfter '; Expected = 'Auth', 'Connect', 'Hello', 'Mail', 'Recipient', 'Tls'; Tip = '' }
        @{ Line = 'Start-SmtpTestServer -Tls '; Expected = 'Implicit', 'None', 'StartTls'; Tip = '' }
        @{ Line = 'ConvertFrom-SmtpLog x -Code 53'; Expected = '530', '533', '534', '535', '538'; Tip = 'login' }
        @{ Line = 'ConvertFrom-SmtpLog x -Origin '; Expected = 'Client', 'Event', 'Server'; Tip = '' }
        @{ Line = 'ConvertFrom-SmtpLog x -Dialect P'; Expected = 'PhpMailer', 'Postfix', 'Python'; Tip = '' }
        @{ Line = 'Start-SmtpLog x -Format '; Expected = 'Json', 'Text'; Tip = '' }
        @{ Line = 'ConvertFrom-SmtpLog x -AsS'; Expected = '-AsSession'; Tip = '' }
    ) {
        $matched = Get-Completion $Line
        $matched.CompletionText | Sort-Object | Should -Be ($Expected | Sort-Object)
        $matched[0].ToolTip | Should -Match $Tip
    }

    It 'the usual port first' {
        (Get-Completion 'New-SmtpTransporter m -Port ').CompletionText | Should -Be 587, 465, 25, 2525
    }

    It 'the sessions of the file, those that failed first' {
        $sessions = ConvertFrom-SmtpLog $log -AsSession
        $matched = Get-Completion "ConvertFrom-SmtpLog '$log' -SessionId "
        $matched.CompletionText | Should -Be $sessions[1].SessionId, $sessions[0].SessionId
        $matched[0].ToolTip | Should -Match 'Failed \(AuthenticationFailed 535'
    }

    It 'the cmdlets, and none of the hidden parameters' {
        (Get-Completion 'ConvertFrom-Smtp').CompletionText | Should -Be ConvertFrom-SmtpLog
        $parameters = (Get-Completion 'New-SmtpTransporter -').CompletionText
        $parameters | Should -Contain '-ServerCertificateThumbprint'
        $parameters | Should -Not -Contain '-InputObject'
        $parameters | Should -Not -Contain '-AcceptUnsecureConnection'
    }

    It 'the properties of what a cmdlet gives' {
        (Get-Completion 'ConvertFrom-SmtpLog x | Where-Object En').CompletionText | Should -Contain EnhancedCode
        (Get-Completion 'Test-SmtpTransporter $t | Select-Object Cert').CompletionText | Should -Contain Certificate
        (Get-Completion '(New-SmtpTransporter m).Smtp').CompletionText | Should -Contain SmtpServer
    }
}
