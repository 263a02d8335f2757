using System;
using System.Linq;
using System.Text;
using SmtpLog.Protection;
using Xunit;

namespace SmtpLog.Tests.Protection;

public class HostileTests
{
    /// <summary>Where a part of the line were looked at once for each other part, this would not end today.</summary>
    [Theory]
    [InlineData("pass=")]
    [InlineData("pass='\\")]
    [InlineData("password=\"a\"\"")]
    [InlineData("://a:b")]
    [InlineData("://a@b")]
    [InlineData("eyJa.")]
    [InlineData("a@b.c")]
    [InlineData("\"a\"@")]
    [InlineData("<a@")]
    [InlineData("login(")]
    [InlineData("-u a:b ")]
    [InlineData("-ua:b ")]
    [InlineData("\\0a")]
    [InlineData("\\0ab")]
    [InlineData("connect('a',")]
    [InlineData("setPassword('")]
    [InlineData("('pw', ")]
    [InlineData("pw is pw ")]
    [InlineData("\"pw\":private")]
    [InlineData("SG.a")]
    [InlineData("a%40b.c")]
    [InlineData("bearer ")]
    [InlineData("AUTH PLAIN ")]
    [InlineData("334 UGFzc3dvcmQ6 ")]
    [InlineData("AGJvYgBo ")]
    [InlineData("(a<b,\"")]
    [InlineData("=3D%3D\\u003d&amp;")]
    [InlineData("a")]
    public void A_long_line_is_looked_at_once(string part)
    {
        string line = string.Concat(Enumerable.Repeat(part, 200_000 / part.Length));
        string login = Logins.Base64("\0bob\0hunter-2");
        using var addresses = new Pseudonyms();

        byte[] masked = Protecting.Bytes(
            Encoding.UTF8.GetBytes($" -> AUTH PLAIN {login}\n<** 535-{line}\n<** 535 {line}\n{line}\n -> DATA\n<-  354 go on\n -> From: {line}\n -> \n -> {line} hunter-2\n"), SmtpLogDialect.Swaks, addresses);

        Assert.DoesNotContain("hunter-2", Encoding.UTF8.GetString(masked));
        Assert.Equal(10, Encoding.UTF8.GetString(masked).Split('\n').Length);
    }

    [Fact]
    public void Five_thousand_passwords_in_one_log_are_all_masked()
    {
        string[] passwords = [.. Enumerable.Range(0, 5_000).Select(i => $"secret-{i:x8}")];
        string log = string.Join('\n', passwords.SelectMany((password, i) => new[] { $"{i} <<< AUTH PLAIN {Logins.Base64($"\0bob\0{password}")}", $"{i} >>> 535 not {password}" }));

        string masked = Encoding.UTF8.GetString(Protecting.Bytes(Encoding.UTF8.GetBytes(log), SmtpLogDialect.Sendmail));

        Assert.DoesNotContain("secret-", masked);
        Assert.Equal(10_000, masked.Split('\n').Count(line => line.EndsWith(Protecting.Mask, StringComparison.Ordinal)));
    }

    [Fact]
    public void Five_thousand_logins_in_one_session_are_all_masked()
    {
        string log = string.Join('\n', Enumerable.Range(0, 5_000).SelectMany(i => new[] { $" -> AUTH PLAIN {Logins.Base64($"\0bob\0secret-{i:x8}")}", $"<** 535 not secret-{i:x8}" }));

        string masked = Encoding.UTF8.GetString(Protecting.Bytes(Encoding.UTF8.GetBytes(log), SmtpLogDialect.Swaks));

        Assert.DoesNotContain("secret-", masked);
    }
}
