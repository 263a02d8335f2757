using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SmtpLog.Protection;
using SmtpLog.Tests.Reading.Dialects;
using Xunit;

namespace SmtpLog.Tests.Protection;

public sealed partial class AddressTests
{
    [Theory]
    [InlineData("C: MAIL FROM:<Bob@Example.com> SIZE=1", "C: MAIL FROM:<user1@domain1.example> SIZE=1")]
    [InlineData("C: MAIL FROM:<> SIZE=1", "C: MAIL FROM:<> SIZE=1")]
    [InlineData("S: 250 2.1.0 <bob@example.com>, bob@EXAMPLE.com. Bob@example.com", "S: 250 2.1.0 <user1@domain1.example>, user1@domain1.example. user2@domain1.example")]
    [InlineData("C: RCPT TO:<\"john \\\"x\\\" doe\"@example.org> ORCPT=rfc822;bob@example.com", "C: RCPT TO:<user1@domain1.example> ORCPT=rfc822;user2@domain2.example")]
    [InlineData("C: RCPT TO:<größer@exämple.de> a@xn--exmple-cua.de", "C: RCPT TO:<user1@domain1.example> user2@domain1.example")]
    [InlineData("C: RCPT TO:<a@[192.0.2.1]>", "C: RCPT TO:<user1@domain1.example>")]
    [InlineData("C: RCPT TO:<bounce+bob=example.com@lists.example.org>", "C: RCPT TO:<user1@domain1.example>")]
    [InlineData("C: RCPT TO:<prvs=12ab=o'brien/x@example.org>", "C: RCPT TO:<user1@domain1.example>")]
    [InlineData("x from=bob@example.com to='al@example.org' \u201Ceva@example.net\u201D", "x from=user1@domain1.example to='user2@domain2.example' \u201Cuser3@domain3.example\u201D")]
    [InlineData("C: mailto:bob@example.com?x=1 (al@example.org)", "C: mailto:user1@domain1.example?x=1 (user2@domain2.example)")]
    [InlineData("C: smtp://bob@mx.example.com, smtp://bob@example.com:secret@mx.example.com/", "C: smtp://bob@mx.example.com, smtp://user1@domain1.example:****************@mx.example.com/")]
    [InlineData("C: smtp://bob%40example.com:secret@mx.example.com/?to=%3Cal%40example.org%3E&x=bob@example.com 50%40 %40x", "C: smtp://user1%40domain1.example:****************@mx.example.com/?to=%3Cuser2%40domain2.example%3E&x=user1@domain1.example 50%40 %40x")]
    [InlineData("S: 250 mail.example.com Hello [192.0.2.1] @ x@ @y a @ b", "S: 250 mail.example.com Hello [192.0.2.1] @ x@ @y a @ b")]
    public void An_address_becomes_a_pseudonym(string line, string expected) =>
        Assert.Equal(["S: 220 mx", expected], Protecting.Pseudonymised(SmtpLogDialect.MailKit, "S: 220 mx", line));

    [Theory]
    [InlineData(SmtpLogDialect.Python, "send: b'From: bob@example.com\\r\\nTo: al@example.org\\r\\nX: \\x3ceva@example.net>\\r\\n.\\r\\n'", "send: b'From: user1@domain1.example\\r\\nTo: user2@domain2.example\\r\\nX: \\x3cuser3@domain3.example>\\r\\n.\\r\\n'")]
    [InlineData(SmtpLogDialect.GoMail, "{\"time\":\"2026-11-24T03:23:30+01:00\",\"level\":\"DEBUG\",\"msg\":\"MAIL FROM:\\u003cbob@example.com\\u003e\",\"direction\":{\"from\":\"client\",\"to\":\"server\"}}", "{\"time\":\"2026-11-24T03:23:30+01:00\",\"level\":\"DEBUG\",\"msg\":\"MAIL FROM:\\u003cuser1@domain1.example\\u003e\",\"direction\":{\"from\":\"client\",\"to\":\"server\"}}")]
    [InlineData(SmtpLogDialect.PhpMailer, "2026-11-24 09:30:00 CLIENT -&gt; SERVER: MAIL FROM:&lt;bob@example.com&gt;<br>", "2026-11-24 09:30:00 CLIENT -&gt; SERVER: MAIL FROM:&lt;user1@domain1.example&gt;<br>")]
    [InlineData(SmtpLogDialect.Postfix, "Nov 24 04:38:22 mail postfix/smtp[6]: 4XyZ1f7R3Fz9rxX: to=<bob@example.com>, orig_to=<bob>, relay=mx.example.com[192.0.2.2]:25, status=sent (250 ok)", "Nov 24 04:38:22 mail postfix/smtp[6]: 4XyZ1f7R3Fz9rxX: to=<user1@domain1.example>, orig_to=<bob>, relay=mx.example.com[192.0.2.2]:25, status=sent (250 ok)")]
    [InlineData(SmtpLogDialect.Postfix, "Nov 24 04:38:22 mail postfix/cleanup[6]: 4XyZ1f7R3Fz9rxX: message-id=<2026.1@client.example.com>", "Nov 24 04:38:22 mail postfix/cleanup[6]: 4XyZ1f7R3Fz9rxX: message-id=<user1@domain1.example>")]
    [InlineData(SmtpLogDialect.Iis, "2026-11-24 13:17:36 10.3.5.1 ws1 SMTPSVC1 MAIL01 10.3.0.25 0 MAIL - +FROM:<maria+news@example.com>+SIZE=2048 250 0 48 42 0 SMTP - - - -", "2026-11-24 13:17:36 10.3.5.1 ws1 SMTPSVC1 MAIL01 10.3.0.25 0 MAIL - +FROM:<user1@domain1.example>+SIZE=2048 250 0 48 42 0 SMTP - - - -")]
    [InlineData(SmtpLogDialect.Exchange, "2026-11-24T02:23:31.000Z,EX01,08DEEA1B2C3D4E01,7,192.0.2.25:25,192.0.2.77:4920,<,\"RCPT TO:<\"\"a b\"\"@example.com>\",", "2026-11-24T02:23:31.000Z,EX01,08DEEA1B2C3D4E01,7,192.0.2.25:25,192.0.2.77:4920,<,\"RCPT TO:<user1@domain1.example>\",")]
    public void In_the_writing_of_any_tool(SmtpLogDialect dialect, string line, string expected) =>
        Assert.Equal([expected], Protecting.Pseudonymised(dialect, line));

    [Fact]
    public void No_address_goes_over_the_end_of_a_line()
    {
        string[] log =
        [
            "2024/10/15 12:00:00 DEBUG: C <-- S: 250 mx.example.com", "=\"a", "b\"@example.com c@[192", "0.2.1]",
        ];

        Assert.Equal(log, Protecting.Pseudonymised(SmtpLogDialect.GoMail, log));
    }

    [Fact]
    public void Names_beside_addresses_in_headers_are_masked_and_the_rest_of_the_message_is_not()
    {
        string[] log =
        [
            "S: 220 mx", "C: DATA", "S: 354 go on", "C: From: \"Smith, Bob\" <bob@example.com>", "C: To: Carol Example <carol@example.net>, dave@example.org (Dave D.),", "C:  =?utf-8?q?Erika?= <erika@example.com>",
            "C: Cc: undisclosed-recipients:;", "C: Reply-To: Longest Name", "C:  <bob@example.com>", "C: Message-ID: <1.abc@client.example.com>", "C: Subject: Bob Smith and carol@example.net", "C: ", "C: To: Bob Smith <bob@example.com>", "C: .",
            "S: 250 <1.abc@client.example.com> queued", "C: VRFY bob", "S: 250 Bob Smith <bob@example.com>",
        ];

        Assert.Equal(
            [
                log[0], log[1], log[2], "C: From: **************** <user1@domain1.example>", "C: To: **************** <user2@domain2.example>, user3@domain3.example (****************),", "C:  **************** <user4@domain1.example>",
                log[6], "C: Reply-To: ****************", "C:  <user1@domain1.example>", "C: Message-ID: <user5@domain4.example>", "C: Subject: Bob Smith and user2@domain2.example", log[11], "C: To: Bob Smith <user1@domain1.example>", log[13],
                "S: 250 <user5@domain4.example> queued", log[15], "S: 250 **************** <user1@domain1.example>",
            ],
            Protecting.Pseudonymised(SmtpLogDialect.MailKit, log));
    }

    [Fact]
    public void In_a_dump_whose_bytes_are_counted_an_address_is_masked()
    {
        byte[] log = Dress.Log("curl, hex", ["S 220 mx", "C MAIL FROM:<bob@example.com>"]);
        using var addresses = new Pseudonyms();

        Assert.Equal(Encoding.UTF8.GetString(Dress.Log("curl, hex", ["S 220 mx", "C MAIL FROM:<***************>"])), Encoding.UTF8.GetString(Protecting.Bytes(log, SmtpLogDialect.Curl, addresses)));
    }

    [Fact]
    public void The_same_stands_for_the_same_in_all_logs_of_a_run()
    {
        using var addresses = new Pseudonyms();
        byte[] first = Protecting.Bytes("S: 220 mx\nC: MAIL FROM:<bob@example.com>\nC: RCPT TO:<al@example.org>"u8.ToArray(), SmtpLogDialect.MailKit, addresses);
        byte[] second = Protecting.Bytes("S: 220 mx\nC: MAIL FROM:<al@example.org>\nC: RCPT TO:<bob@example.org>"u8.ToArray(), SmtpLogDialect.MailKit, addresses);

        Assert.Equal("S: 220 mx\nC: MAIL FROM:<user1@domain1.example>\nC: RCPT TO:<user2@domain2.example>", Encoding.UTF8.GetString(first));
        Assert.Equal("S: 220 mx\nC: MAIL FROM:<user2@domain2.example>\nC: RCPT TO:<user3@domain2.example>", Encoding.UTF8.GetString(second));
    }

    [Fact]
    public void Of_more_than_can_be_remembered_each_has_its_own_too()
    {
        using var names = new NumberedNames("user");
        string[] numbers = [.. Enumerable.Range(0, 100_000).Select(i => names.Of($"a{i}"))];
        string[] codes = [.. Enumerable.Range(0, 1000).Select(i => names.Of($"b{i}"))];
        using var others = new NumberedNames("user");
        _ = Enumerable.Range(0, 100_000).Select(i => others.Of($"a{i}")).Count(name => name == "user1");

        Assert.Equal("user100000", numbers[^1]);
        Assert.Equal(1000, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^user-[a-z2-9]{12}$", code));
        Assert.Equal(codes[7], names.Of("b7"));
        Assert.NotEqual(codes[7], others.Of("b7"));
        Assert.Equal("user1", names.Of("a0"));
    }

    [Fact]
    public void No_address_of_any_sample_is_left_and_nothing_else_changes()
    {
        // Dumps have masks in place of addresses.
        foreach (var (dialect, name) in Sample.All.Where(sample => !sample.Name.StartsWith("trace", StringComparison.Ordinal)))
        {
            byte[] log = Sample.Load(dialect, name);
            using var addresses = new Pseudonyms();
            string secret = Encoding.UTF8.GetString(Protecting.Bytes(log, dialect));

            string text = Encoding.UTF8.GetString(Protecting.Bytes(log, dialect, addresses));

            string why = $"{dialect}/{name}";
            Assert.True(Address().Matches(text).All(match => Pseudonym().IsMatch(match.Value)), why);
            Assert.Equal(WithoutAddresses(secret, Address()), WithoutAddresses(text, Address()));
            using var again = new Pseudonyms();
            Assert.Equal(text, Encoding.UTF8.GetString(Protecting.Bytes(Encoding.UTF8.GetBytes(text), dialect, again)));
        }
    }

    private static string WithoutAddresses(string text, Regex address) => address.Replace(text, "@");

    [GeneratedRegex(@"(?:(?<=<)""""[^""\n]*""""|(?<=<)""(?:[^""\\\n]|\\.)*""|(?<!\\)\b[\p{L}\w.+'-]+|(?<=\\[nr])[\w.+'-]+|(?<=\\u003[cC])[\w.+'-]+)@[\p{L}\w.-]*[\p{L}\w]")]
    private static partial Regex Address();

    [GeneratedRegex(@"^user\d+@domain\d+\.example$")]
    private static partial Regex Pseudonym();
}
