using System;
using System.IO;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What this process has open, where that can be told.</summary>
internal static class OpenFiles
{
    /// <summary>How many handles the system's watches of folders take.</summary>
    public static int Watches => Targets().Count(target => target == "anon_inode:inotify");

    public static void AssertNone(string folder) =>
        Assert.DoesNotContain(Targets(), target => target.StartsWith(folder, StringComparison.Ordinal));

    private static string[] Targets() => OperatingSystem.IsLinux()
        ? [.. new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(handle => handle.LinkTarget).OfType<string>()]
        : [];
}
