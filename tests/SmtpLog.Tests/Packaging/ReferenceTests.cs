using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Packaging;

/// <summary>Everything that a staged assembly asks for is there, on the oldest runtime it is meant for.</summary>
public sealed class ReferenceTests
{
    /// <summary>
    /// What the two assemblies of the root may ask for, at most: what .NET 8 (pwsh 7.4) has. On .NET 10, where these
    /// tests run, a higher one would go unnoticed. MailKit, MimeKit and BouncyCastle are not in it, so none of their
    /// types can be in a signature.
    /// </summary>
    private static readonly Dictionary<string, Version> s_root = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["System.Management.Automation"] = new(3, 0, 0, 0),
        ["System.Buffers"] = new(8, 0, 0, 0),
        ["System.Memory"] = new(8, 0, 0, 0),
        ["System.Numerics.Vectors"] = new(8, 0, 0, 0),
        ["System.Text.Encodings.Web"] = new(8, 0, 0, 0),
        ["System.Text.Json"] = new(8, 0, 0, 0),
        ["SmtpLog"] = new(1, 0, 0, 0),
    };

    private static readonly Version s_net8 = new(8, 0, 0, 0);

    private static IReadOnlyList<AssemblyFile> Root => AssemblyFile.In(Staged.Module);

    private static IReadOnlyList<AssemblyFile> Core => AssemblyFile.In(Path.Combine(Staged.Module, "bin", "Core"));

    private static IReadOnlyList<AssemblyFile> Desktop => AssemblyFile.In(Path.Combine(Staged.Module, "bin", "Desktop"));

    [Fact]
    public void The_root_asks_for_nothing_above_NET_8() =>
        AssertNone(Root, reference => !s_root.TryGetValue(reference.Name!, out var most) || reference.Version > most);

    [Fact]
    public void What_bin_Core_asks_for_is_shipped_or_part_of_NET_8()
    {
        var shipped = AssemblyFile.Versions([.. Core, .. Root]);
        var framework = AssemblyFile.Versions(AssemblyFile.In(Path.GetDirectoryName(typeof(object).Assembly.Location)!));

        AssertNone(Core, reference => !Has(shipped, reference) && !(framework.ContainsKey(reference.Name!) && reference.Version <= s_net8));
    }

    [Fact]
    public void What_bin_Desktop_and_the_root_ask_for_is_shipped_or_part_of_NET_Framework_4_7_2()
    {
        var shipped = AssemblyFile.Versions([.. Desktop, .. Root]);
        var framework = AssemblyFile.Versions([.. AssemblyFile.In(Staged.FrameworkReferences), .. AssemblyFile.In(Path.Combine(Staged.FrameworkReferences, "Facades"))]);
        Assert.True(framework.Count > 200, "The reference assemblies are not where they are looked for.");
        framework["System.Management.Automation"] = new(3, 0, 0, 0);

        AssertNone([.. Desktop, .. Root], reference => !Has(shipped, reference) && !Has(framework, reference));
    }

    [Fact]
    public void Nothing_is_shipped_that_nobody_asks_for()
    {
        foreach (var folder in new[] { Core, Desktop })
        {
            var wanted = folder.Concat(Root).SelectMany(file => file.References).Select(reference => reference.Name).ToHashSet();

            Assert.Equal(
                ["SmtpLog.Mail", "SmtpLog.TestServer"],
                folder.Select(file => file.Name.Name!).Where(name => !wanted.Contains(name)));
        }
    }

    private static bool Has(Dictionary<string, Version> there, AssemblyName wanted) =>
        there.TryGetValue(wanted.Name!, out var version) && version >= wanted.Version;

    private static void AssertNone(IReadOnlyList<AssemblyFile> files, Func<AssemblyName, bool> isMissing)
    {
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => file.References.Where(isMissing).Select(reference => $"{file.Name.Name} → {reference.Name} {reference.Version}")));
    }
}
