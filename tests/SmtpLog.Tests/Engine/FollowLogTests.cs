using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Files;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class FollowLogTests : EngineTest
{
    [Fact]
    public async Task What_is_there_comes_out_and_then_what_is_appended_until_it_is_stopped()
    {
        Append("a.log", Transcript.Of("S 220 a", "C EHLO x"));
        using var script = new RunningScript(Session, "ConvertFrom-SmtpLog a.log -Wait");
        await script.Until<SmtpLogEntry>(2);

        Append("a.log", Transcript.Line(3, "S 250") + " a");
        Append("a.log", "\n" + Transcript.Line(4, "C QUIT") + "\n");
        var entries = await script.Until<SmtpLogEntry>(4);

        await script.Stop();
        Assert.Equal(["220 a", "EHLO x", "250\" a", "QUIT"], entries.Select(entry => entry.Text));
        Assert.Equal([1, 2, 3, 4], entries.Select(entry => (int)entry.LineNumber));
        Assert.All(entries, entry => Assert.Equal(InFolder("a.log"), entry.Path));
        Assert.Empty(script.Errors);
        OpenFiles.AssertNone(Folder);
    }

    [Fact]
    public async Task A_renamed_file_is_followed_by_the_new_one_and_an_empty_one_is_a_beginning()
    {
        Append("a.log", string.Empty);
        using var script = new RunningScript(Session, "ConvertFrom-SmtpLog -LiteralPath a.log -Wait");
        Append("a.log", Transcript.Of("S 220 a"));
        await script.Until<SmtpLogEntry>(1);

        File.Move(InFolder("a.log"), InFolder("a.log.1"));
        Append("a.log", Transcript.Of("S 220 b"));

        Assert.Equal(["220 a", "220 b"], (await script.Until<SmtpLogEntry>(2)).Select(entry => entry.Text));
        await script.Stop();
        OpenFiles.AssertNone(Folder);
    }

    [Fact]
    public async Task Several_files_are_followed_at_once_with_filters()
    {
        Append("a.log", Transcript.Of("S 220 a"));
        Append("b.log", Transcript.Of("S 535 no"));
        using var script = new RunningScript(Session, "ConvertFrom-SmtpLog *.log -Wait -Failed");
        await script.Until<SmtpLogEntry>(1);

        Append("a.log", Transcript.Line(2, "S 250 ok") + "\n" + Transcript.Line(3, "S 550 no") + "\n");

        Assert.Equal([("b.log", 535), ("a.log", 550)], (await script.Until<SmtpLogEntry>(2)).Select(entry => (Path.GetFileName(entry.Path)!, entry.Code!.Value)));
        await script.Stop();
    }

    [Fact]
    public async Task Files_from_the_pipeline_are_followed_together()
    {
        Append("a.log", Transcript.Of("S 220 a"));
        Append("b.log", Transcript.Of("S 220 b"));
        Session.Set("files", new[] { new FileInfo(InFolder("a.log")), new FileInfo(InFolder("b.log")) });
        using var script = new RunningScript(Session, "$files | ConvertFrom-SmtpLog -Wait");
        await script.Until<SmtpLogEntry>(2);

        Append("b.log", Transcript.Line(2, "C QUIT") + "\n");
        Assert.Equal("QUIT", (await script.Until<SmtpLogEntry>(3))[2].Text);
        Append("a.log", Transcript.Line(2, "C NOOP") + "\n");
        Assert.Equal("NOOP", (await script.Until<SmtpLogEntry>(4))[3].Text);
        await script.Stop();
    }

    [Fact]
    public async Task A_session_comes_out_when_it_has_ended_and_one_that_has_not_is_left_out()
    {
        Append("a.log", Transcript.Of("1:# SMTP Connecting to 'a' at port 25.", "2:# SMTP Connecting to 'b' at port 25.", "1:S 220 a"));
        using var script = new RunningScript(Session, "ConvertFrom-SmtpLog a.log -Wait -AsSession");

        Append("a.log", Transcript.Of("2:# SMTP Connection closed. messages=0"));

        Assert.Equal("b", Assert.Single(await script.Until<SmtpLogSession>(1)).Server);
        await script.Stop();
        Assert.Empty(script.Errors);
    }

    [Theory]
    [InlineData("-Tail 2", "C 3", "C 4")]
    [InlineData("-Tail 1 -Code 250", "250 2")]
    [InlineData("-Tail 9 -Origin Server", "250 2")]
    public async Task Tail_gives_the_last_entries_that_match_and_then_all_that_do(string arguments, params string[] last)
    {
        Append("a.log", Transcript.Of("C C 1", "S 250 2", "C C 3", "C C 4"));
        using var script = new RunningScript(Session, $"ConvertFrom-SmtpLog a.log -Wait {arguments}");
        await script.Until<SmtpLogEntry>(last.Length);

        Append("a.log", Transcript.Line(5, "S 250 end") + "\n");

        var entries = await script.Until<SmtpLogEntry>(last.Length + 1);
        Assert.Equal([.. last, "250 end"], entries.Select(entry => entry.Text));
        Assert.Equal(5, entries[^1].LineNumber);
        await script.Stop();
    }

    [Fact]
    public async Task Tail_0_gives_what_is_new_alone()
    {
        const int Before = 1000;
        Append("a.log", Transcript.Of([.. Enumerable.Repeat("C NOOP", Before)]));
        using var script = new RunningScript(Session, "ConvertFrom-SmtpLog a.log -Wait -Tail 0");
        int last = Before;
        var output = script.Until<SmtpLogEntry>(1);
        while (!output.IsCompleted)
        {
            // Which of them is the first that is new depends on when it was found to have read the others.
            Append("a.log", Transcript.Line(++last, "C NEW") + "\n");
            await Task.Yield();
        }

        int first = (int)(await output)[0].LineNumber;
        var entries = await script.Until<SmtpLogEntry>(last - first + 1);
        Assert.InRange(first, Before + 1, last);
        Assert.Equal(Enumerable.Range(first, last - first + 1), entries.Select(entry => (int)entry.LineNumber));
        await script.Stop();
    }

    [Fact]
    public void A_missing_file_is_not_found_and_not_waited_for()
    {
        Run("ConvertFrom-SmtpLog gone.log -Wait").Error("PathNotFound", "ConvertFrom-SmtpLog");
        Run("ConvertFrom-SmtpLog *.gone -Wait").Error("PathNotFound", "ConvertFrom-SmtpLog");
    }

    [Fact]
    public void Lines_from_the_pipeline_cannot_be_followed()
    {
        var error = Run("'220 a' | ConvertFrom-SmtpLog -Wait").Error("CannotFollow", "ConvertFrom-SmtpLog");

        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains("-Path", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_file_cannot_be_followed_and_the_others_are()
    {
        WriteFile("a.log.1.gz", Gzip.Of(Transcript.Of("S 220 old")));
        Append("a.log", Transcript.Of("S 220 a"));
        using var script = new RunningScript(Session, "ConvertFrom-SmtpLog a.log* -Wait");

        Assert.Equal("220 a", Assert.Single(await script.Until<SmtpLogEntry>(1)).Text);
        Assert.Equal(["CannotFollow,SmtpLog.PowerShell.Commands.ConvertFromSmtpLogCommand"], await script.UntilErrors(1));
        Assert.Contains("a.log.1.gz", script.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        await script.Stop();
    }

    [Fact]
    public async Task Where_nothing_can_be_followed_it_ends()
    {
        Append("diary.txt", string.Concat(Enumerable.Repeat("Dear diary\n", 300)));
        using var script = new RunningScript(Session, "ConvertFrom-SmtpLog diary.txt -Wait");
        await script.End();

        Assert.Equal(["UnknownDialect,SmtpLog.PowerShell.Commands.ConvertFromSmtpLogCommand"], await script.UntilErrors(1));
    }

    [Fact]
    public async Task A_pipeline_that_has_enough_ends_it_and_leaves_nothing_open()
    {
        Append("a.log", Transcript.Of("S 220 a", "C EHLO x"));
        using var script = new RunningScript(Session, "try { ConvertFrom-SmtpLog a.log -Wait | ForEach-Object { $_; if ($_.Code -eq 535) { throw 'enough' } } } catch { \"$_\" }");
        await script.Until<SmtpLogEntry>(2);

        Append("a.log", Transcript.Line(3, "S 535 no") + "\n");

        Assert.Equal("enough", (await script.Until<object>(4))[3]);
        await script.End();
        OpenFiles.AssertNone(Folder);
    }

    [Fact]
    public void Lines_from_the_pipeline_come_out_before_the_next_is_taken()
    {
        Session.Set("lines", Transcript.Of("S 220 a", "C EHLO x", "S 250 a").TrimEnd().Split('\n'));

        var order = Run("$lines | ForEach-Object { \"in $($_.Substring(0, 1))\"; $_ } | ForEach-Object { if ($_ -like 'in *') { $global:said += \",$_\" } else { $_ } } | ConvertFrom-SmtpLog | ForEach-Object { $global:said += \",out $($_.Counter)\" }; $said");

        Assert.Equal(",in 1,out 1,in 2,out 2,in 3,out 3", order.Single<string>());
    }

    private void Append(string name, string text)
    {
        using var stream = new FileStream(InFolder(name), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
