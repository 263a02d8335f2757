using System;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What the module holds, and lets go of when it is removed.</summary>
[Collection(ProcessWide.Name)]
public sealed class ModuleLifetimeTests : EngineTest
{
    private const string Send = "$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com | ForEach-Object Success";

    [Fact]
    public void Removal_stops_the_servers_and_says_goodbye_on_kept_connections()
    {
        var server = Serve("-Tls None");
        Assert.True(Run(Send).Single<bool>());

        Run("Remove-Module SmtpLog").All<object>();

        Assert.False(server.IsRunning);
        Assert.Contains("C > \"QUIT\"", LogLines()[^3]);
        Assert.Contains("S < \"221 ", LogLines()[^2]);
        Assert.StartsWith("SMTP Connection closed. messages=1", LogEvents()[^1]);
    }

    [Fact]
    public void Removal_ends_what_its_own_runspace_holds_and_nothing_else()
    {
        using var other = new PowerShellSession();
        var theirs = other.Run("Start-SmtpTestServer -Tls None").Single<SmtpTestServer>();
        var ours = Serve("-Tls None");

        Run("Remove-Module SmtpLog").All<object>();

        Assert.False(ours.IsRunning);
        Assert.True(theirs.IsRunning);
    }

    [Fact]
    public void Stopping_without_a_name_stops_all_servers_of_the_process()
    {
        using var other = new PowerShellSession();
        var theirs = other.Run("Start-SmtpTestServer -Tls None").Single<SmtpTestServer>();
        var ours = Run("1..2 | ForEach-Object { Start-SmtpTestServer -Tls None }").All<SmtpTestServer>();

        Run("Stop-SmtpTestServer -WhatIf").All<object>();
        Assert.All(ours.Append(theirs), server => Assert.True(server.IsRunning));
        Run("@() | Stop-SmtpTestServer").All<object>();
        Assert.All(ours.Append(theirs), server => Assert.True(server.IsRunning));
        Run("Stop-SmtpTestServer").All<object>();
        Assert.All(ours.Append(theirs), server => Assert.False(server.IsRunning));
    }

    [Fact]
    public void The_handler_that_finds_the_bridges_is_there_once_and_goes_with_the_last_runspace()
    {
        Assert.Equal(1, Handlers());
        using (var other = new PowerShellSession())
        {
            Assert.Equal(1, Handlers());
            Run("Remove-Module SmtpLog").All<object>();
            Assert.Equal(1, Handlers());
        }

        Assert.Equal(0, Handlers());
    }

    [Fact]
    public void Imported_by_force_and_again_after_removal_it_still_sends()
    {
        for (int i = 0; i < 2; i++)
        {
            Run("Import-Module $args[0] -Force -ErrorAction Stop", Staged.Manifest).All<object>();
            Assert.Equal(1, Handlers());
            Serve("-Tls None");
            Assert.True(Run(Send).Single<bool>());
        }

        Run("Remove-Module SmtpLog; Import-Module $args[0] -ErrorAction Stop", Staged.Manifest).All<object>();
        Assert.Equal(1, Handlers());
        Serve("-Tls None");
        Assert.True(Run(Send).Single<bool>());
    }

    [Fact]
    public void A_transporter_from_before_a_forced_import_sends_after_it()
    {
        Run("$global:t = New-SmtpTransporter 127.0.0.1 -Port 1; Import-Module $args[0] -Force -ErrorAction Stop", Staged.Manifest).All<object>();

        Run("$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com").Error("ConnectionRefused", "Send-SmtpLoggedMessage");
    }

    /// <summary>How many of the process's handlers are the module's.</summary>
    private static int Handlers()
    {
        var field = typeof(AssemblyLoadContext).GetField("AssemblyResolve", BindingFlags.Static | BindingFlags.NonPublic);
        Assert.NotNull(field);
        var handlers = (Delegate?)field.GetValue(null);
        return handlers?.GetInvocationList().Count(handler => handler.Method.DeclaringType?.FullName == "SmtpLog.PowerShell.BridgeResolver") ?? 0;
    }
}
