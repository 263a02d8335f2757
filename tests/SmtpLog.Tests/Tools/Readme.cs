using System;
using System.IO;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Tools;

/// <summary>What the README tells users to type, so that it is tried as it stands there.</summary>
internal static partial class Readme
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Staged.RepositoryRoot, "README.md")).ReplaceLineEndings("\n");

    /// <summary>The only block of that language.</summary>
    public static string Block(string language) =>
        Assert.Single(Blocks().Matches(s_text), match => match.Groups[1].Value == language).Groups[2].Value;

    /// <summary>The only command that begins so.</summary>
    public static string Command(string beginning) =>
        Assert.Single(s_text.Split('\n'), line => line.StartsWith(beginning, StringComparison.Ordinal));

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
