using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SmtpLog.Tests.Packaging;

/// <summary>Name and references of an assembly, read without loading it.</summary>
internal sealed class AssemblyFile
{
    private AssemblyFile(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        Path = path;
        Name = metadata.GetAssemblyDefinition().GetAssemblyName();
        References = [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    public string Path { get; }

    public AssemblyName Name { get; }

    public IReadOnlyList<AssemblyName> References { get; }

    public static IReadOnlyList<AssemblyFile> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal).Where(IsManaged).Select(path => new AssemblyFile(path))];

    /// <summary>Simple name → version, of all of them.</summary>
    public static Dictionary<string, Version> Versions(IEnumerable<AssemblyFile> files) =>
        files.ToDictionary(file => file.Name.Name!, file => file.Name.Version!, StringComparer.OrdinalIgnoreCase);

    private static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }
}
