using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Stress;
using SmtpLog.Tests.Writing;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>One file for several users, and for services that have a temporary folder of their own (systemd's PrivateTmp).</summary>
[Collection(Busy.Name)]
public sealed class SharingTests : IDisposable
{
    private static readonly string[] s_asNobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];

    // Where .NET keeps what processes share.
    private static readonly string[] s_private =
        ["unshare", "--mount", "sh", "-c", "mkdir -p /tmp/.dotnet && mount -t tmpfs tmpfs /tmp/.dotnet && exec \"$@\"", "sh"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task They_lose_and_tear_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can be several users.");
        Assert.SkipUnless(SmallDisk.Run([.. s_private, "true"]), "A process cannot have mounts of its own here.");
        const UnixFileMode Anyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.Path, Anyone);
        Assert.SkipUnless(
            SmallDisk.Run([.. s_asNobody, "cat", Staged.Manifest, Staged.PowerShellHost]),
            "Root needs setpriv, and a checkout that nobody can read, to run this as nobody.");

        string[][] kinds = [[], s_asNobody, s_private, [.. s_private, .. s_asNobody]];
        var run = new StressRun(Staged.PowerShellHost, Staged.Manifest, _folder.Path) { Through = number => kinds[number % kinds.Length] };
        await File.WriteAllBytesAsync(run.LogPath, [], TestContext.Current.CancellationToken);
        File.SetUnixFileMode(run.LogPath, Anyone | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);

        var report = await run.RunAsync(new StressPlan { Processes = kinds.Length, Runspaces = 2, Sends = 25, OwnLog = true }, TestContext.Current.CancellationToken);

        Assert.Empty(report.Problems.Take(20));
        Assert.Equal(kinds.Length * 2, report.Sessions);
    }
}
