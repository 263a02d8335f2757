using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>The staged module alone in a process, or beside another module with a MimeKit of its own.</summary>
public sealed class IsolationTests : IDisposable
{
    /// <summary>Server, login, TLS, every kind of part: all that the bridges need.</summary>
    private const string SendAll = """

        function Send-All {
            $cred = [pscredential]::new('ops', [System.Net.NetworkCredential]::new('', 'correct horse').SecurePassword)
            $server = Start-SmtpTestServer -Credential $cred -Mechanism ScramSha256
            $t = $server | New-SmtpTransporter -Credential $cred
            $r = $t | Send-SmtpLoggedMessage -From 'Zoë <ops@example.com>' -To bob@example.com -Subject 'Größe' -Body 'hi' -HtmlBody '<p>hi' -Attachment $PSCommandPath
            "sent=$($r.Success) $($r.StatusText) messages=$($server.Messages.Count)"
            $t.Dispose()
            $server | Stop-SmtpTestServer
        }

        function Get-Loaded {
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object IsDynamic -eq $false | ForEach-Object { "loaded=$($_.GetName().Name) $($_.GetName().Version) $($_.Location)" }
        }

        """;

    private static readonly string[] s_private = ["MailKit", "MimeKit", "BouncyCastle.Cryptography", "SmtpLog.Mail", "SmtpLog.TestServer"];

    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-").FullName;

    public static TheoryData<string?, string> Others() => new()
    {
        { null, "[void][System.Reflection.Assembly]::LoadFrom($other); Import-Module $module" },
        { "1.0.0.0", "[void][System.Reflection.Assembly]::LoadFrom($other); Import-Module $module" },
        { "99.0.0.0", "[void][System.Reflection.Assembly]::LoadFrom($other); Import-Module $module" },
        { null, "Import-Module $other; Import-Module $module" },
        { "1.0.0.0", "Import-Module $other; Import-Module $module" },
        { "99.0.0.0", "Import-Module $module; Import-Module $other" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task It_sends_beside_another_MimeKit(string? version, string load)
    {
        string other = OtherMimeKit.Make(_folder, version);

        string output = await HostProcess.Run(_folder, $"$other = '{other}'\n{load}\n{SendAll}\nSend-All\nGet-Loaded");

        Assert.Contains("sent=True", output);
        string ours = Path.Combine(Staged.Module, "bin", "Core", "MimeKit.dll");
        Assert.Equal(new[] { other, ours }.Order(), Loaded(output).Where(line => line.StartsWith("MimeKit ", StringComparison.Ordinal)).Select(line => line.Split(' ', 3)[2]).Order());
    }

    [Fact]
    public async Task Alone_it_loads_its_own_files_and_each_once()
    {
        string output = await HostProcess.Run(_folder, $"Import-Module $module\n{SendAll}\nSend-All\nSend-All\nGet-Loaded");

        Assert.Equal(2, output.Split("sent=True").Length - 1);
        foreach (string name in s_private)
        {
            string line = Assert.Single(Loaded(output), line => line.StartsWith(name + " ", StringComparison.Ordinal));
            Assert.EndsWith(Path.Combine("bin", "Core", name + ".dll"), line);
        }
    }

    [Fact]
    public async Task Imported_by_force_and_after_removal_it_sends_again()
    {
        string output = await HostProcess.Run(_folder, $"""
            Import-Module $module
            {SendAll}
            Send-All
            Import-Module $module -Force
            Send-All
            Import-Module $module -Force
            Send-All
            Remove-Module SmtpLog
            Import-Module $module
            Send-All
            Get-Loaded
            """);

        Assert.Equal(4, output.Split("sent=True").Length - 1);
        Assert.Single(Loaded(output), line => line.StartsWith("MimeKit ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reading_a_log_and_making_a_transporter_loads_no_bridge_and_opens_nothing()
    {
        string sample = Path.Combine(AppContext.BaseDirectory, "Samples", "SmtpLog", "4d-sample-clean.log");

        string output = await HostProcess.Run(_folder, $$"""
            Import-Module $module
            {{SendAll}}
            $cred = [pscredential]::new('ops', [System.Net.NetworkCredential]::new('', 'correct horse').SecurePassword)
            $t = New-SmtpTransporter mail.nowhere.invalid -Credential $cred -LogPath new.log -Proxy socks5://proxy.example.com:1080
            "failed=$(@(ConvertFrom-SmtpLog $args[0] | Where-Object Code -eq 535).Count)"
            $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -WhatIf
            $t.Dispose()
            Get-Loaded
            """, sample);

        Assert.Contains("failed=2", output);
        Assert.DoesNotContain(Loaded(output), line => s_private.Contains(line.Split(' ')[0]));
        Assert.Equal(["script.ps1"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_end_of_the_process_says_goodbye_on_a_kept_connection()
    {
        using var server = new SmtpTestServerEngine(new SmtpTestServerOptions { Tls = SmtpTls.None });

        string output = await HostProcess.Run(_folder, """
            Import-Module $module
            $t = New-SmtpTransporter 127.0.0.1 -Port $args[0] -Tls None -LogPath x.log
            "sent=$(($t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com).Success)"
            """, $"{server.Port}");

        Assert.Contains("sent=True", output);
        string[] lines = File.ReadAllLines(Path.Combine(_folder, "x.log"));
        Assert.EndsWith("C > \"QUIT\"", lines[^3]);
        Assert.Contains("S < \"221 ", lines[^2]);
        Assert.Contains("### SMTP Connection closed. messages=1", lines[^1]);
    }

    [Fact]
    public async Task The_end_of_the_process_stops_a_test_server_that_was_left_running()
    {
        string output = await HostProcess.Run(_folder, "Import-Module $module\n\"port=$((Start-SmtpTestServer -Tls None).Port)\"");

        int port = int.Parse(output.Split("port=")[1].Trim(), System.Globalization.CultureInfo.InvariantCulture);
        using var again = new TcpListener(IPAddress.Loopback, port);
        again.Start();
        Assert.Equal(port, ((IPEndPoint)again.LocalEndpoint).Port);
    }

    [Fact]
    public async Task What_is_shown_on_the_screen_shows_no_secret()
    {
        const string Secret = "Tr0ub4dor-and-3-horses";

        string output = await HostProcess.Run(_folder, """
            Import-Module $module
            $ErrorActionPreference = $VerbosePreference = $DebugPreference = 'Continue'
            $secret = [System.Net.NetworkCredential]::new('', $args[0]).SecurePassword
            $other = [System.Net.NetworkCredential]::new('', 'another').SecurePassword
            foreach ($mechanism in 'Plain', 'Login', 'CramMd5', 'ScramSha256', 'XOAuth2') {
                foreach ($theirs in $secret, $other) {
                    if ($mechanism -eq 'XOAuth2') {
                        $server = Start-SmtpTestServer -AccessToken $theirs
                        $t = $server | New-SmtpTransporter -UserName ops -AccessToken $secret
                    }
                    else {
                        $server = Start-SmtpTestServer -Credential ([pscredential]::new('ops', $theirs)) -Mechanism $mechanism
                        $t = $server | New-SmtpTransporter -Credential ([pscredential]::new('ops', $secret))
                    }

                    $server; $t
                    $r = $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com
                    $r; $r.Transcript; $r.Diagnosis; $server.Transcript
                    "success=$($r.Success)"
                    $t.Dispose()
                }
            }
            $Error
            """, Secret);

        new SecretForms("ops", Secret).AssertAbsent("output", [output]);
        Assert.Equal(5, output.Split("success=True").Length - 1);
        Assert.Equal(5, output.Split("success=False").Length - 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IReadOnlyList<string> Loaded(string output) =>
        [.. output.Split('\n').Where(line => line.StartsWith("loaded=", StringComparison.Ordinal)).Select(line => line["loaded=".Length..].Trim())];
}
