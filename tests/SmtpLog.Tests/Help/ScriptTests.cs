using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>The scripts of examples/, as tools/PowerShellHost runs them; Pester runs those that want more than the bare engine.</summary>
public sealed class ScriptTests : IDisposable
{
    private static readonly string s_examples = Path.Combine(Staged.RepositoryRoot, "examples");

    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("FirstRun.ps1", "AuthenticationFailed", "C > \"****************\"", "535 5.7.8")]
    [InlineData("HealthCheck.ps1", "SMTP OK - 127.0.0.1:", " passed Hello in ", " | time=")]
    [InlineData("FailureRehearsal.ps1", "All is well: sent", "The password is wrong: call somebody: AuthenticationFailed. ", "The server is down: try again later: ConnectionRefused")]
    public async Task A_script_ends_well_and_shows_what_it_is_for(string name, params string[] shown)
    {
        string output = await HostProcess.Dotnet(_folder, Staged.PowerShellHost, Path.Combine(s_examples, name));

        Assert.All(shown, text => Assert.Contains(text, output));
        Assert.DoesNotContain("expected:", output);
    }

    [Fact]
    public void Every_script_is_run_here_or_by_Pester()
    {
        string[] here = [.. typeof(ScriptTests).GetMethod(nameof(A_script_ends_well_and_shows_what_it_is_for))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>()
            .Select(data => $"{data.Data[0]}")];
        string pester = string.Concat(Directory.EnumerateFiles(Path.Combine(Staged.RepositoryRoot, "tests", "Pester"), "*.Tests.ps1").Select(File.ReadAllText));

        Assert.All(
            Directory.EnumerateFiles(s_examples, "*.ps1").Select(path => Path.GetFileName(path)),
            name => Assert.True(here.Contains(name) || pester.Contains(name, StringComparison.Ordinal), name));
    }
}
