using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using System.Xml.Linq;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Packaging;

/// <summary>What <c>dotnet pack</c> makes of the staged module.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] s_ownOfNuGet = ["_rels/.rels", "[Content_Types].xml", "SmtpLog.nuspec"];

    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_package_is_the_staged_module_under_the_names_that_the_Gallery_searches()
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);
        await HostProcess.Dotnet(Staged.RepositoryRoot, "pack", "src/SmtpLog.PowerShell", "--no-build", "-c", configuration, "-o", _folder);

        using var session = new PowerShellSession();
        var manifest = session.Run("Test-ModuleManifest $args[0]", Staged.Manifest).Single<PSModuleInfo>();
        using var package = ZipFile.OpenRead(Path.Combine(_folder, $"SmtpLog.{manifest.Version}.nupkg"));
        string[] files = [.. package.Entries.Select(entry => entry.FullName).Except(s_ownOfNuGet).Where(name => !name.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string[] staged = [.. Directory.EnumerateFiles(Staged.Module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Staged.Module, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(staged, files);

        var tags = Nuspec(package, "tags").Split(' ');
        Assert.Equal("SmtpLog", Nuspec(package, "id"));
        Assert.Equal(manifest.Description, Nuspec(package, "description"));
        Assert.Equal(manifest.Author, Nuspec(package, "authors"));
        Assert.Equal(manifest.ReleaseNotes, Nuspec(package, "releaseNotes"));
        Assert.Equal(manifest.LicenseUri.ToString(), Nuspec(package, "licenseUrl"));
        Assert.Equal(manifest.Tags.Append("PSModule").Append("PSIncludes_Cmdlet").Order(), tags.Where(tag => !tag.StartsWith("PSC", StringComparison.Ordinal)).Order());
        Assert.Equal(manifest.ExportedCmdlets.Keys.SelectMany(name => new[] { "PSCmdlet_" + name, "PSCommand_" + name }).Order(), tags.Where(tag => tag.StartsWith("PSC", StringComparison.Ordinal)).Order());
    }

    private static string Nuspec(ZipArchive package, string element)
    {
        using var stream = package.GetEntry("SmtpLog.nuspec")!.Open();
        return XDocument.Load(stream).Descendants().Single(e => e.Name.LocalName == element).Value;
    }
}
