using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class ProtectTests : EngineTest
{
    private const string Open = "<-  220 mx\r\n -> AUTH PLAIN AGJvYgBodW50ZXItMg==\r\n<** 535 5.7.8 bob@example.com, not hunter-2\r\n";
    private const string Masked = "<-  220 mx\r\n -> AUTH PLAIN ****************\r\n<** 535 5.7.8 bob@example.com, not ****************\r\n";

    private string Log => WriteFile("open.log", Encoding.UTF8.GetBytes(Open));

    private static string[] MaskedLines => Masked.TrimEnd().Split("\r\n");

    [Fact]
    public void Lines_go_down_the_pipeline()
    {
        Assert.Equal(MaskedLines, Run("Protect-SmtpLog $args[0]", Log).All<string>());
        Assert.Equal(MaskedLines, Run("Protect-SmtpLog -LiteralPath $args[0] -Dialect Swaks", Log).All<string>());
        Assert.Equal(MaskedLines, Run("$args[0] | Protect-SmtpLog", new FileInfo(Log)).All<string>());
        Assert.Equal(MaskedLines, Run("$args[0] | Protect-SmtpLog", [Open.TrimEnd().Split("\r\n")]).All<string>());
        Assert.Equal([Masked], Run("Protect-SmtpLog -InputObject $args[0]", Open).All<string>());
    }

    [Fact]
    public void A_file_has_the_bytes_of_the_log_but_for_its_secrets()
    {
        var output = Run("Protect-SmtpLog $args[0] masked.log -PassThru", Log);

        Assert.Equal(InFolder("masked.log"), output.Single<FileInfo>().FullName);
        Assert.Equal("masked.log", output.Objects[0].Properties["PSChildName"].Value);
        Assert.Equal(Masked, File.ReadAllText(InFolder("masked.log")));
        Assert.Equal(["masked.log", "open.log"], Names());
    }

    [Fact]
    public void Without_PassThru_a_file_is_all_that_comes_out()
    {
        Assert.Empty(Run("Protect-SmtpLog $args[0] -OutputPath masked.log", Log).All<object>());
        Assert.Equal(Masked, File.ReadAllText(InFolder("masked.log")));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_with_Force_alone()
    {
        WriteFile("masked.log", "mine"u8.ToArray());

        var error = Run("Protect-SmtpLog $args[0] masked.log", Log).Error("OutputExists", "Protect-SmtpLog");

        Assert.Equal(System.Management.Automation.ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction);
        Assert.Equal("mine", File.ReadAllText(InFolder("masked.log")));
        Run("Protect-SmtpLog $args[0] masked.log -Force", Log).All<object>();
        Assert.Equal(Masked, File.ReadAllText(InFolder("masked.log")));
        Assert.Equal(["masked.log", "open.log"], Names());
    }

    [Fact]
    public void A_log_may_take_its_own_place_with_Force_and_keeps_its_mode()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Log, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        Run("Protect-SmtpLog open.log open.log").Error("OutputExists", "Protect-SmtpLog");
        Assert.Equal(Open, File.ReadAllText(InFolder("open.log")));

        Run("Protect-SmtpLog open.log open.log -Force").All<object>();

        Assert.Equal(Masked, File.ReadAllText(InFolder("open.log")));
        Assert.Equal(["open.log"], Names());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(InFolder("open.log")));
        }
    }

    [Fact]
    public void A_link_stays_one_and_what_it_leads_to_is_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(InFolder("link.log"), Log);

        Run("Protect-SmtpLog link.log link.log -Force").All<object>();

        Assert.Equal(InFolder("open.log"), new FileInfo(InFolder("link.log")).LinkTarget);
        Assert.Equal(Masked, File.ReadAllText(InFolder("open.log")));
    }

    [Fact]
    public void A_new_file_is_readable_by_its_owner_alone()
    {
        Run("Protect-SmtpLog $args[0] masked.log", Log).All<object>();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(InFolder("masked.log")));
        }
    }

    [Fact]
    public void Several_logs_go_into_a_folder_under_their_names()
    {
        WriteFile("b.log", Encoding.UTF8.GetBytes(Open));
        Assert.NotEmpty(Log);

        var written = Run("Protect-SmtpLog *.log masked/ -PassThru").All<FileInfo>();

        Assert.Equal(["b.log", "open.log"], written.Select(file => file.Name));
        Assert.All(written, file => Assert.Equal(Masked, File.ReadAllText(file.FullName)));
        Assert.All(written, file => Assert.Equal(InFolder("masked"), file.DirectoryName));
        Assert.Equal(["OutputExists", "OutputExists"], Run("Protect-SmtpLog *.log masked").ErrorIds.Select(id => id.Split(',')[0]));
        Assert.Equal(2, Run("Protect-SmtpLog *.log masked -Force -PassThru").All<FileInfo>().Count);
    }

    [Fact]
    public void Two_logs_never_go_into_one_file()
    {
        Directory.CreateDirectory(InFolder("other"));
        WriteFile(Path.Combine("other", "open.log"), Encoding.UTF8.GetBytes("<-  220 another\n"));
        Assert.NotEmpty(Log);

        Run("Protect-SmtpLog open.log, other/open.log masked.log -Force").Error("OutputExists", "Protect-SmtpLog");
        Assert.Equal(Masked, File.ReadAllText(InFolder("masked.log")));
        Run("Protect-SmtpLog open.log, other/open.log masked/ -Force").Error("OutputExists", "Protect-SmtpLog");
        Assert.Equal(Masked, File.ReadAllText(InFolder(Path.Combine("masked", "open.log"))));
    }

    [Fact]
    public void Lines_go_into_a_file_too()
    {
        Session.Set("lines", Open.TrimEnd().Split("\r\n"));

        Assert.Equal("masked.log", Run("$lines | Protect-SmtpLog -OutputPath masked.log -PassThru").Single<FileInfo>().Name);
        Assert.Equal(Masked.Replace("\r\n", "\n", StringComparison.Ordinal), File.ReadAllText(InFolder("masked.log")));
        Run("$lines | Protect-SmtpLog -OutputPath masked.log").Error("OutputExists", "Protect-SmtpLog");
        Run("$lines | Protect-SmtpLog -OutputPath $args[0]", Folder).Error("WriteFailed", "Protect-SmtpLog");
    }

    [Fact]
    public void With_WhatIf_nothing_is_written()
    {
        Session.Set("lines", Open.Split("\r\n"));

        Assert.Empty(Run("Protect-SmtpLog $args[0] masked/ -WhatIf; $lines | Protect-SmtpLog -OutputPath masked.log -WhatIf", Log).All<object>());

        Assert.Equal(["open.log"], Names());
        Assert.Equal(MaskedLines, Run("Protect-SmtpLog $args[0] -WhatIf", Log).All<string>());
    }

    [Fact]
    public void What_is_compressed_is_read_and_a_name_that_says_so_is_compressed()
    {
        using (var target = new GZipStream(File.Create(InFolder("open.log.gz")), CompressionLevel.Fastest))
        {
            target.Write(Encoding.UTF8.GetBytes(Open));
        }

        Assert.Equal(MaskedLines, Run("Protect-SmtpLog open.log.gz").All<string>());
        Run("Protect-SmtpLog open.log.gz masked.log; Protect-SmtpLog open.log.gz masked/").All<object>();

        Assert.Equal(Masked, File.ReadAllText(InFolder("masked.log")));
        using var written = new StreamReader(new GZipStream(File.OpenRead(InFolder(Path.Combine("masked", "open.log.gz"))), CompressionMode.Decompress));
        Assert.Equal(Masked, written.ReadToEnd());
    }

    [Fact]
    public void Of_a_damaged_file_nothing_is_left_that_looks_whole()
    {
        using var compressed = new MemoryStream();
        using (var target = new GZipStream(compressed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            target.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Open, 2000))));
        }

        WriteFile("cut.log.gz", compressed.ToArray()[..^100]);

        Run("Protect-SmtpLog cut.log.gz masked.log").Error("ReadFailed", "Protect-SmtpLog");
        Assert.Equal(["cut.log.gz"], Names());

        var lines = Run("Protect-SmtpLog cut.log.gz");
        lines.Error("ReadFailed", "Protect-SmtpLog");
        Assert.True(lines.Objects.Count > 3000);
        Assert.DoesNotContain(lines.Objects, line => line.ToString().Contains("hunter", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_log_is_an_error_that_lists_the_formats_and_nothing_comes_out()
    {
        WriteFile("shopping.txt", "milk\npassword=hunter-2\n"u8.ToArray());

        var output = Run("Protect-SmtpLog shopping.txt; Protect-SmtpLog shopping.txt masked.log");
        Assert.Equal(["UnknownDialect", "UnknownDialect"], output.ErrorIds.Select(id => id.Split(',')[0]));
        Assert.Empty(output.Objects);
        Assert.Contains("Nodemailer", output.Errors[0].ErrorDetails.Message);
        Assert.Equal(["shopping.txt"], Names());

        var lines = Run("(1..500 | ForEach-Object { \"milk $_\" }) | Protect-SmtpLog -OutputPath masked.log");
        lines.Error("UnknownDialect", "Protect-SmtpLog");
        Assert.Empty(lines.Objects);
        Assert.Equal(["shopping.txt"], Names());
        Assert.Equal(["milk", "password=****************"], Run("Protect-SmtpLog shopping.txt -Dialect Swaks").All<string>());
    }

    [Fact]
    public void Files_that_are_not_there_and_places_that_cannot_be_written_are_errors()
    {
        Run("Protect-SmtpLog gone.log masked.log").Error("PathNotFound", "Protect-SmtpLog");
        Run("Protect-SmtpLog $args[0] gone/masked.log", Log).Error("WriteFailed", "Protect-SmtpLog");
        Run("Protect-SmtpLog $args[0] Variable:masked", Log).Error("WriteFailed", "Protect-SmtpLog");
        Run("Protect-SmtpLog").Error("NoInput", "Protect-SmtpLog");
        Assert.Equal(["open.log"], Names());
    }

    [Fact]
    public void Addresses_become_pseudonyms_that_are_the_same_in_the_whole_call()
    {
        WriteFile("a.log", "<-  220 mx\n -> MAIL FROM:<bob@example.com>\n -> RCPT TO:<al@example.org>\n"u8.ToArray());
        WriteFile("b.log", "<-  220 mx\n -> MAIL FROM:<al@example.org>\n"u8.ToArray());

        Assert.Equal(
            ["<-  220 mx", " -> MAIL FROM:<user1@domain1.example>", " -> RCPT TO:<user2@domain2.example>", "<-  220 mx", " -> MAIL FROM:<user2@domain2.example>"],
            Run("Protect-SmtpLog a.log, b.log -Address").All<string>());
    }

    [Fact]
    public void Each_line_comes_out_before_the_next_goes_in() => Assert.Equal(
        "in 1 out in 2 out in 3 out ",
        Run("$seen = ''; 1..3 | ForEach-Object { $seen += \"in $_ \"; \"<-  220 mx$_\" } | Protect-SmtpLog | ForEach-Object { $seen += 'out ' }; $seen").Single<string>());

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
