using System.Linq;
using System.Text;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>Each mechanism as each tool writes it down.</summary>
public class LoginTests
{
    public static TheoryData<string, string> Dressed => Logins.Dressed;

    [Theory]
    [MemberData(nameof(Dressed))]
    public void Only_what_is_secret_is_masked(string dress, string login)
    {
        string[] said = Logins.Said(login);
        byte[] log = Dress.Log(dress, said.Select(Protecting.Open));
        string expected = Encoding.UTF8.GetString(Dress.Log(dress, said.Select(line => Protecting.Masked(line, Dress.KeepsLength(dress)))));

        byte[] masked = Protecting.Bytes(log, Dress.DialectOf(dress));

        Assert.Equal(expected, Encoding.UTF8.GetString(masked));
        Assert.Equal(expected, Encoding.UTF8.GetString(Protecting.Bytes(masked, Dress.DialectOf(dress))));
    }
}
