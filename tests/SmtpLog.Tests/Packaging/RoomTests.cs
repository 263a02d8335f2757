using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Packaging;

/// <summary>The compiler refuses a using that is not needed: what a room uses is what it depends on.</summary>
public sealed partial class RoomTests
{
    [Fact]
    public void The_rooms_of_the_engine_depend_on_each_other_one_way()
    {
        var rooms = Rooms();

        var open = new HashSet<string>(rooms.Keys);
        while (open.FirstOrDefault(room => !rooms[room].Overlaps(open)) is { } free)
        {
            open.Remove(free);
        }

        Assert.True(open.Count == 0, "A circle: " + string.Join("; ", open.Select(room => $"{room} uses {string.Join(", ", rooms[room].Intersect(open))}")));
    }

    [Fact]
    public void What_is_secret_is_decided_without_knowing_how_it_is_written()
    {
        Assert.Equal(["Lines"], Rooms()["Redaction"]);
    }

    /// <summary>Each room, and the others that it uses.</summary>
    private static Dictionary<string, HashSet<string>> Rooms()
    {
        string engine = Path.Combine(Staged.RepositoryRoot, "src", "SmtpLog");
        string[] names = [.. Directory.EnumerateDirectories(engine).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj"))];
        return names.ToDictionary(name => name, name => Directory
            .EnumerateFiles(Path.Combine(engine, name), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Usings().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Where(used => used != name && names.Contains(used, StringComparer.Ordinal))
            .ToHashSet());
    }

    [GeneratedRegex(@"^using (?:static )?SmtpLog\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
