using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Report;

public sealed class LibraryTests
{
    private static readonly string s_folder = Path.Combine(Staged.RepositoryRoot, "src", "SmtpLog", "Report", "Libraries");

    private static readonly JsonElement[] s_libraries =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "libraries.json"))).RootElement.GetProperty("libraries").EnumerateArray()];

    [Fact]
    public void The_libraries_are_the_files_that_the_manifest_names()
    {
        var expected = s_libraries.SelectMany(library => library.GetProperty("files").EnumerateArray())
            .Select(file => $"{Path.GetFileName(file.GetProperty("from").GetString())} {file.GetProperty("sha256").GetString()}");
        var there = Directory.EnumerateFiles(s_folder).Where(file => Path.GetExtension(file) != ".json")
            .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_notices_name_each_with_its_version_and_licence()
    {
        string notices = File.ReadAllText(Path.Combine(Staged.RepositoryRoot, "THIRD-PARTY-NOTICES.txt"));

        Assert.NotEmpty(s_libraries);
        Assert.All(s_libraries, library =>
        {
            Assert.Contains($"{library.GetProperty("name").GetString()} {library.GetProperty("version").GetString()}", notices, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("MIT", library.GetProperty("license").GetString());
            Assert.NotEmpty(library.GetProperty("reason").GetString()!);
            Assert.StartsWith("sha512-", library.GetProperty("integrity").GetString());
        });
    }
}
