Describe 'ConvertFrom-SmtpLog' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestHelper.psm1" -Force
        $command = 'SmtpLog.PowerShell.Commands.ConvertFromSmtpLogCommand'
        $log = [System.IO.Path]::Combine("$TestDrive", 'smtp.log')
        Write-SampleLog $log
        $lines = @(Get-Content $log)
        $packed = "$log.gz"
        $source = [System.IO.File]::OpenRead($log)
        $zip = [System.IO.Compression.GZipStream]::new([System.IO.File]::Create($packed), [System.IO.Compression.CompressionMode]::Compress)
        $source.CopyTo($zip)
        $zip.Dispose()
        $source.Dispose()
    }

    Context '-Tail' {
        It 'gives the last entries, as they would be if all were read' {
            $all = ConvertFrom-SmtpLog $log
            $last = ConvertFrom-SmtpLog $log -Tail 3
            $last | ForEach-Object ToString | Should -Be $lines[-3..-1]
            $last.LineNumber | Should -Be $all[-3..-1].LineNumber
            $last[0].Command | Should -Be $all[-3].Command
            (Get-Content $log | ConvertFrom-SmtpLog -Tail 3).Text | Should -Be $last.Text
        }

        It 'counts what comes through the filters, or sessions' {
            (ConvertFrom-SmtpLog $log -Tail 1 -Code 535).Text | Should -Match '^535 5\.7\.8'
            (ConvertFrom-SmtpLog $log -Tail 1 -AsSession).Outcome | Should -Be Failed
            ConvertFrom-SmtpLog $log -Tail 0 | Should -BeNullOrEmpty
            { ConvertFrom-SmtpLog $log -Tail -1 } | Should -Throw -ErrorId "ParameterArgumentValidationError,$command"
        }
    }

    Context 'a file of gzip' {
        It 'is read as what is inside, by whatever name' {
            ConvertFrom-SmtpLog $packed | ForEach-Object ToString | Should -Be $lines
            $renamed = [System.IO.Path]::Combine("$TestDrive", 'smtp.old')
            Copy-Item $packed $renamed
            (Get-Item $renamed | ConvertFrom-SmtpLog -Code 535).Path | Should -Be $renamed
            (Measure-SmtpLog $packed).Failed | Should -Be 1
        }

        It 'that is cut says so, and gives what was there' {
            $cut = [System.IO.Path]::Combine("$TestDrive", 'cut.gz')
            $bytes = [System.IO.File]::ReadAllBytes($packed)
            [System.IO.File]::WriteAllBytes($cut, $bytes[0..($bytes.Length / 2)])
            $entries = ConvertFrom-SmtpLog $cut -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors.FullyQualifiedErrorId | Should -Be "ReadFailed,$command"
            $entries[0].Text | Should -Match '^SMTP Connecting'
        }
    }

    Context '-Wait' {
        BeforeAll {
            function Start-Following([string] $Path, [hashtable] $Arguments = @{}) {
                $entries = [System.Collections.Concurrent.BlockingCollection[object]]::new()
                $shell = [powershell]::Create().AddScript({
                    param($manifest, $path, $arguments, $entries)
                    Import-Module $manifest
                    ConvertFrom-SmtpLog $path -Wait @arguments | ForEach-Object { $entries.Add($_) }
                }).AddArgument((Get-StagedManifest)).AddArgument($Path).AddArgument($Arguments).AddArgument($entries)
                [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke(); Entries = $entries }
            }

            # Waits for the next that comes out; the minute is for a reader that is broken.
            function Receive-Next($Following) {
                $entry = $null
                $Following.Entries.TryTake([ref] $entry, 60000) | Should -BeTrue
                $entry
            }

            function Add-Line([string] $Path, [string] $Text) {
                [System.IO.File]::AppendAllText($Path, "$Text`n")
            }
        }

        BeforeEach {
            $growing = [System.IO.Path]::Combine("$TestDrive", "$([guid]::NewGuid().ToString('N')).log")
        }

        It 'gives what is there, then each line that is appended, until it is stopped' {
            [System.IO.File]::WriteAllLines($growing, [string[]] $lines[0..2])
            $following = Start-Following $growing
            $lines[0..2] | ForEach-Object { "$(Receive-Next $following)" | Should -Be $_ }
            foreach ($line in $lines[3..5]) {
                Add-Line $growing $line
                "$(Receive-Next $following)" | Should -Be $line
            }

            $following.Shell.Stop()
            $following.Shell.InvocationStateInfo.State | Should -Be Stopped
            $following.Shell.Streams.Error | Should -BeNullOrEmpty
            $following.Shell.Dispose()
            Remove-Item $growing
        }

        It 'filters, and goes on in the next file after a rename' {
            [System.IO.File]::WriteAllLines($growing, [string[]] $lines)
            $following = Start-Following $growing @{ Code = 535 }
            (Receive-Next $following).Code | Should -Be 535
            Rename-Item $growing "$growing.1"
            [System.IO.File]::WriteAllLines($growing, [string[]] $lines)
            (Receive-Next $following).Code | Should -Be 535
            $following.Shell.Stop()
            $following.Shell.Dispose()
        }

        It 'gives a session as soon as it has ended' {
            [System.IO.File]::WriteAllLines($growing, [string[]] $lines[0..($lines.Count - 2)])
            $following = Start-Following $growing @{ AsSession = $true }
            (Receive-Next $following).Outcome | Should -Be Completed
            Add-Line $growing $lines[-1]
            (Receive-Next $following).ErrorKind | Should -Be AuthenticationFailed
            $following.Shell.Stop()
            $following.Shell.Dispose()
        }

        It 'cannot be had of <Why>' -ForEach @(
            @{ Why = 'lines'; Read = { $lines | ConvertFrom-SmtpLog -Wait -ErrorAction Stop } }
            @{ Why = 'a compressed file'; Read = { ConvertFrom-SmtpLog $packed -Wait -ErrorAction Stop } }
        ) {
            { & $Read } | Should -Throw -ErrorId "CannotFollow,$command"
        }
    }
}
