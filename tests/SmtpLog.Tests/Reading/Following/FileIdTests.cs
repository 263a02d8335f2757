using System.IO;
using SmtpLog.Reading.Files;
using SmtpLog.Reading.Following;
using Xunit;

namespace SmtpLog.Tests.Reading.Following;

public sealed class FileIdTests
{
    [Fact]
    public void A_file_stays_itself_under_another_name_and_is_no_other()
    {
        using var folder = new Writing.TemporaryFolder();
        File.WriteAllText(folder.File("a.log"), "a");
        using FileStream first = LogFile.OpenAsItIs(folder.File("a.log"));
        File.Move(folder.File("a.log"), folder.File("b.log"));
        File.WriteAllText(folder.File("a.log"), "a");
        using FileStream renamed = LogFile.OpenAsItIs(folder.File("b.log"));
        using FileStream other = LogFile.OpenAsItIs(folder.File("a.log"));

        Assert.NotNull(FileId.Of(first.SafeFileHandle));
        Assert.Equal(FileId.Of(first.SafeFileHandle), FileId.Of(renamed.SafeFileHandle));
        Assert.NotEqual(FileId.Of(first.SafeFileHandle), FileId.Of(other.SafeFileHandle));
    }
}
