using System.IO;
using System.Linq;
using System.Reflection;

namespace SmtpLog.Tests.Engine;

/// <summary>Where the build has put what these tests are about.</summary>
internal static class Staged
{
    public static string Module { get; } = Fact("StagedModule");

    public static string Manifest { get; } = Path.Combine(Module, "SmtpLog.psd1");

    public static string RepositoryRoot { get; } = Fact("RepositoryRoot");

    public static string PowerShellHost { get; } = Fact("PowerShellHost");

    public static string HelpBuilder { get; } = Fact("HelpBuilder");

    /// <summary>The reference assemblies of .NET Framework 4.7.2.</summary>
    public static string FrameworkReferences { get; } = Fact("FrameworkReferences");

    private static string Fact(string key) => typeof(Staged).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
