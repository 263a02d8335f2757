Describe 'ConvertFrom-SmtpLog' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $command = 'SmtpLog.PowerShell.Commands.ConvertFromSmtpLogCommand'
        $folder = [System.IO.Path]::Combine("$TestDrive", 'logs')
        $null = New-Item -ItemType Directory $folder
        $log = [System.IO.Path]::Combine($folder, 'smtp.log')
        Write-SampleLog $log
        $lines = @(Get-Content $log)
        $bracket = [System.IO.Path]::Combine($folder, 'smtp[1].log')
        Copy-Item -LiteralPath $log -Destination $bracket
    }

    It 'answers the first question: where is the 535?' {
        $entry = ConvertFrom-SmtpLog $log | Where-Object Code -EQ 535
        $entry | Should -HaveCount 1
        $entry.EnhancedCode, $entry.Command, $entry.Stage, $entry.Origin | Should -Be '5.7.8', AUTH, Auth, Server
        $entry.Meaning | Should -Match 'credentials'
        $entry.IsError, $entry.IsTransient, $entry.IsRecovered | Should -Be $true, $false, $false
        $entry.Timestamp | Should -BeOfType ([datetimeoffset])
        $entry.LineNumber | Should -Be (1 + [array]::IndexOf($lines, "$entry"))
        $entry.Path | Should -Be $log
    }

    It 'gives every line of the log, as it stands there' {
        $entries = ConvertFrom-SmtpLog $log
        $entries | ForEach-Object ToString | Should -Be $lines
        $entries.Counter | Should -Be ($entries.Counter | Sort-Object)
    }

    It 'takes <How>' -ForEach @(
        @{ How = 'a path'; Read = { ConvertFrom-SmtpLog $log -Code 535 } }
        @{ How = 'a path by name'; Read = { ConvertFrom-SmtpLog -Path $log -Code 535 } }
        @{ How = 'a literal path with brackets'; Read = { ConvertFrom-SmtpLog -LiteralPath $bracket -Code 535 } }
        @{ How = 'a file from the pipeline'; Read = { Get-Item $log | ConvertFrom-SmtpLog -Code 535 } }
        @{ How = 'a file with brackets from the pipeline'; Read = { Get-Item -LiteralPath $bracket | ConvertFrom-SmtpLog -Code 535 } }
        @{ How = 'a file object as argument'; Read = { ConvertFrom-SmtpLog (Get-Item $log) -Code 535 } }
        @{ How = 'lines'; Read = { Get-Content $log | ConvertFrom-SmtpLog -Code 535 } }
        @{ How = 'lines as an argument'; Read = { $lines | ForEach-Object { $_ } | ConvertFrom-SmtpLog -Code 535 } }
        @{ How = 'the whole text as one string'; Read = { Get-Content $log -Raw | ConvertFrom-SmtpLog -Code 535 } }
        @{ How = 'rows that have a path'; Read = { [pscustomobject]@{ FullName = $log } | ConvertFrom-SmtpLog -Code 535 } }
        @{ How = 'a path of the TestDrive: drive'; Read = { ConvertFrom-SmtpLog TestDrive:/logs/smtp.log -Code 535 } }
    ) {
        $entry = & $Read
        $entry | Should -HaveCount 1
        $entry.Text | Should -Be '535 5.7.8 Authentication credentials invalid'
    }

    It 'takes wildcards, several paths and relative ones, and leaves folders that match alone' {
        $null = New-Item -ItemType Directory ([System.IO.Path]::Combine($folder, 'smtp-old'))
        ConvertFrom-SmtpLog "$folder/smtp*" -Code 535 | Should -HaveCount 2
        ConvertFrom-SmtpLog $log, "$folder/smtp?1?.log" -Code 535 | Should -HaveCount 2
        Push-Location $folder
        try {
            $path = (ConvertFrom-SmtpLog ./smtp.log -Code 535).Path
            [System.IO.Path]::GetDirectoryName($path) | Should -Be (Get-Location).ProviderPath
        }
        finally {
            Pop-Location
        }
    }

    It 'reads a file as <Encoding> too' -ForEach @{ Encoding = 'Unicode' }, @{ Encoding = 'UTF8' }, @{ Encoding = 'BigEndianUnicode' } {
        # As > in Windows PowerShell writes it: a byte order mark, CR and LF.
        $copy = [System.IO.Path]::Combine("$TestDrive", "$Encoding.log")
        [System.IO.File]::WriteAllText($copy, ($lines -join "`r`n") + "`r`n", [System.Text.Encoding]::$Encoding)
        ConvertFrom-SmtpLog $copy | ForEach-Object ToString | Should -Be $lines
    }

    It 'streams what is piped line by line' {
        $seen = [System.Collections.Generic.List[string]]::new()
        $lines | ForEach-Object { $seen.Add('line'); $_ } | ConvertFrom-SmtpLog -Code 220 | Select-Object -First 1 | ForEach-Object { $seen.Add('entry') }
        $seen[-1] | Should -Be entry
        $seen.Count | Should -BeLessThan 30
    }

    It 'stops reading where the pipeline has enough' {
        (ConvertFrom-SmtpLog $log | Select-Object -First 2).Counter | Should -HaveCount 2
    }

    It 'finds out whose log <Sample> is' -ForEach @(
        @{ Sample = 'Swaks/login-refused.log' }, @{ Sample = 'Curl/login-refused.log' }, @{ Sample = 'Python/login-refused.log' }
        @{ Sample = 'Exchange/send-failure.log' }, @{ Sample = 'HMailServer/failure.log' }, @{ Sample = 'Nodemailer/login-refused.log' }
        @{ Sample = 'MailKit/login-refused.log' }, @{ Sample = 'Json/failure.log' }
    ) {
        $found = ConvertFrom-SmtpLog (Get-Sample $Sample) -Code 5xx
        $found | Should -Not -BeNullOrEmpty
        $named = ConvertFrom-SmtpLog (Get-Sample $Sample) -Code 5xx -Dialect ($Sample -replace '/.*')
        $named | ForEach-Object ToString | Should -Be ($found | ForEach-Object ToString)
    }

    It 'says what is wrong with <Why>: <Id>' -ForEach @(
        @{ Why = 'no input at all'; Id = 'NoInput'; Read = { ConvertFrom-SmtpLog -ErrorAction Stop } }
        @{ Why = 'input that is $null'; Id = 'NoInput'; Read = { $null | ConvertFrom-SmtpLog -ErrorAction Stop } }
        @{ Why = 'a missing file'; Id = 'PathNotFound'; Read = { ConvertFrom-SmtpLog "$folder/missing.log" -ErrorAction Stop } }
        @{ Why = 'a pattern that fits nothing'; Id = 'PathNotFound'; Read = { ConvertFrom-SmtpLog "$folder/*.nothing" -ErrorAction Stop } }
        @{ Why = 'a folder'; Id = 'PathNotFound'; Read = { ConvertFrom-SmtpLog $folder -ErrorAction Stop } }
        @{ Why = 'a folder from the pipeline'; Id = 'PathNotFound'; Read = { Get-Item $folder | ConvertFrom-SmtpLog -ErrorAction Stop } }
        @{ Why = 'a path that is no file'; Id = 'PathNotFound'; Read = { ConvertFrom-SmtpLog Env:PATH -ErrorAction Stop } }
        @{ Why = 'a text that is no log'; Id = 'UnknownDialect'; Read = { ConvertFrom-SmtpLog (Get-RepositoryPath LICENSE) -ErrorAction Stop } }
        @{ Why = 'lines that are no log'; Id = 'UnknownDialect'; Read = { 'one', 'two' | ConvertFrom-SmtpLog -ErrorAction Stop } }
    ) {
        { & $Read } | Should -Throw -ErrorId "$Id,$command"
    }

    It 'goes on with the next file after an error' {
        ConvertFrom-SmtpLog "$folder/missing.log", $log -Code 535 -ErrorAction SilentlyContinue -ErrorVariable errors | Should -HaveCount 1
        $errors.TargetObject | Should -Be "$folder/missing.log"
    }

    It 'has nothing to say of an empty file or an empty pipeline' {
        $empty = [System.IO.Path]::Combine("$TestDrive", 'empty.log')
        $null = New-Item $empty
        ConvertFrom-SmtpLog $empty -ErrorAction Stop | Should -BeNullOrEmpty
        @() | ConvertFrom-SmtpLog -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
