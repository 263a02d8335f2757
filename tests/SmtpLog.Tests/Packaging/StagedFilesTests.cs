using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Packaging;

public sealed class StagedFilesTests
{
    [Fact]
    public void The_staged_files_are_the_expected_ones()
    {
        string[] expected = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Packaging", "staged-files.txt")).Order(StringComparer.Ordinal)];

        string[] staged = [.. Directory.EnumerateFiles(Staged.Module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Staged.Module, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(expected, staged);
    }

    [Fact]
    public void What_is_taken_from_the_repository_is_unchanged()
    {
        foreach (string name in new[] { "SmtpLog.psd1", "SmtpLog.Format.ps1xml", "SmtpLog.Types.ps1xml", "LICENSE", "THIRD-PARTY-NOTICES.txt" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(Staged.RepositoryRoot, name)), File.ReadAllBytes(Path.Combine(Staged.Module, name)));
        }
    }

    [Fact]
    public void The_manifest_is_valid_and_exports_what_there_is_and_nothing_else()
    {
        using var session = new PowerShellSession();
        var manifest = session.Run("Test-ModuleManifest $args[0]", Staged.Manifest).Single<PSModuleInfo>();
        var module = session.Run("Get-Module SmtpLog").Single<PSModuleInfo>();
        string[] cmdlets = [.. module.ImplementingAssembly.GetExportedTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>())
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")
            .Order(StringComparer.Ordinal)];

        Assert.NotEmpty(cmdlets);
        Assert.Equal(cmdlets, manifest.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(cmdlets, module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedVariables);
        Assert.Empty(module.ExportedAliases);
        Assert.DoesNotContain('*', File.ReadAllText(Staged.Manifest));
        Assert.Equal(new Version(5, 1), manifest.PowerShellVersion);
        Assert.Equal(["Core", "Desktop"], manifest.CompatiblePSEditions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Verbs_and_nouns_are_those_of_PowerShell()
    {
        using var session = new PowerShellSession();

        // Import-Module would warn of a verb that is not approved.
        Assert.Empty(session.Run("Import-Module $args[0] -Force", Staged.Manifest).Warnings);
    }

    [Fact]
    public void The_views_name_no_type_of_the_bridges()
    {
        foreach (string view in Directory.EnumerateFiles(Staged.Module, "*.ps1xml"))
        {
            string text = File.ReadAllText(view);
            Assert.All(new[] { "MailKit", "MimeKit", "BouncyCastle" }, name => Assert.DoesNotContain(name, text));
        }
    }
}
