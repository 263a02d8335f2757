using System;
using System.IO;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>What the build says of a page that is not as it should be.</summary>
public sealed class HelpBuilderTests : IDisposable
{
    private const string Good = "# Suspend-SmtpLog\n\nPauses.\n\nA `word` and [a link](https://example.com),\nover two lines.\n\n- One.\n- Two.\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-").FullName;

    private string Xml => Path.Combine(_folder, "help.xml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Markdown_becomes_plain_text()
    {
        var ended = await Build(Good);

        Assert.True(ended.ExitCode == 0, ended.Output);
        string xml = await File.ReadAllTextAsync(Xml, TestContext.Current.CancellationToken);
        Assert.Contains("<maml:para>A word and a link (https://example.com), over two lines.</maml:para>", xml);
        Assert.Contains("<maml:para>- One.\n- Two.</maml:para>", xml.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_cmdlet_or_parameter_without_words_is_a_warning()
    {
        var ended = await Build("# Stop-SmtpTestServer\n\nStops.\n");

        Assert.True(ended.ExitCode == 0, ended.Output);
        Assert.Contains("page.md(1): warning HELP004: The parameter Server is not on the page.", ended.Output);
        Assert.Contains("warning HELP002: Suspend-SmtpLog has no page.", ended.Output);
        Assert.True(File.Exists(Xml));
    }

    [Theory]
    [InlineData("Suspend.\n", "page.md(1): error HELP001: A page begins with a heading of the first level, the cmdlet's name.")]
    [InlineData(Good + "\n## Remarks\n", "page.md(11): error HELP001: 'Remarks' is no section: Parameters, Inputs, Outputs, Examples, Notes and Links are.")]
    [InlineData(Good + "\n### Server\n", "page.md(11): error HELP001: The heading 'Server' has no place here.")]
    [InlineData(Good + "\n> Quoted.\n", "page.md(11): error HELP001: Help knows paragraphs, lists and code.")]
    [InlineData(Good + "\n## Links\n\n- [x](y.md) and more\n", "page.md(13): error HELP001: An item of Links is a link and nothing else.")]
    [InlineData(Good + "\n## Parameters\n\n### Server\n\nNone.\n", "page.md(13): error HELP005: Suspend-SmtpLog has no parameter Server.")]
    [InlineData("# Suspend-Log\n\nPauses.\n", "page.md(1): error HELP003: There is no cmdlet 'Suspend-Log'.")]
    public async Task What_a_page_has_too_much_is_an_error_with_its_place(string page, string error)
    {
        var ended = await Build(page);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(error, ended.Output);
        Assert.False(File.Exists(Xml));
    }

    private Task<HostProcess> Build(string page)
    {
        string pages = Directory.CreateDirectory(Path.Combine(_folder, "pages")).FullName;
        File.WriteAllText(Path.Combine(pages, "page.md"), page);
        return HostProcess.TryDotnet(_folder, Staged.HelpBuilder, Path.Combine(Staged.Module, "SmtpLog.PowerShell.dll"), pages, "https://example.com/", Xml);
    }
}
