using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>What is secret by its looks, in lines of a log that no dialect understands. Secrets stand between brackets.</summary>
public class PatternTests
{
    [Theory]

    // URLs
    [InlineData("Connected to smtp://bob:⟦hunter-2⟧@mx.example.com:587/?starttls=always")]
    [InlineData("smtp://bob%40example.com:⟦hunter%212⟧@mx.example.com")]
    [InlineData("smtp://bob@example.com:⟦hunter-2⟧@mx.example.com")]
    [InlineData("'smtp://bob:⟦pa:ss@wo'rd⟧@mx.example.com', 'al@example.com'")]
    [InlineData("smtp://bob:⟦pa/ss?wo#rd⟧@mx.example.com/x")]
    [InlineData("https://⟦ghp_0123456789abcdefghij⟧@example.com/x")]
    [InlineData("https://example.com/o?access_token=⟦ya29.x-y_z⟧&user=bob&client_secret=⟦s3cr3t!⟧ x")]
    [InlineData("https://example.com/o?password%3D⟦hunter-2⟧")]
    [InlineData("smtp://bob@mx.example.com and http://mx.example.com:8080/~bob@x and smtp://mx.example.com:25/?from=bob@example.com")]
    [InlineData("smtp://bob:****************@mx.example.com")]

    // names and values
    [InlineData("password=⟦hunter-2⟧")]
    [InlineData("  Password : ⟦correct horse battery⟧")]
    [InlineData("smtp.password = ⟦hunter-2⟧")]
    [InlineData("connecting with user=bob pass=⟦hunter-2⟧ port=25")]
    [InlineData("Server=mx;User=bob;Password=⟦hun;ter,2⟧;Port=25")]
    [InlineData("{host=mx, password=⟦hunter-2⟧, user=bob}")]
    [InlineData("new Login(user=bob,password=⟦hunter-2⟧)")]
    [InlineData("PASSWORD: '⟦hunter-2⟧'")]
    [InlineData("smtpPass: \"⟦hun\\\"ter-2⟧\", user: \"bob\"")]
    [InlineData("{'user': 'bob', 'password': \"⟦pa'ss\\\\wd⟧\", 'x': 1}")]
    [InlineData("{\"user\":\"bob\",\"pass\":\"⟦hun\\\"ter-2⟧\",\"x\":1}")]
    [InlineData("msg=\"{\\\"user\\\":\\\"bob\\\",\\\"pass\\\":\\\"⟦hun\\\\\\\"ter⟧\\\",\\\"x\\\":1}\"")]
    [InlineData("'smtp' => array('user' => 'bob', 'password' => '⟦it\\'s \"me\"⟧', 'port' => 25)")]
    [InlineData("[Password] => ⟦hunter-2⟧")]
    [InlineData("[\"Password\"]=> string(⟦8⟧) \"⟦hunter-2⟧\"")]
    [InlineData("&#039;password&#039; =&gt; &#039;⟦hunter-2⟧&#039;,<br>")]
    [InlineData("&quot;password&quot;: &quot;⟦hunter-2⟧&quot;")]
    [InlineData("<smtp><user>bob</user><password>⟦hunter-2⟧</password></smtp>")]
    [InlineData("SmtpClient(password=b'⟦hunter-2⟧', user='bob')")]
    [InlineData("client_secret: ⟦GOCSPX-abc_def⟧")]
    [InlineData("accessToken: `⟦ya29.abc⟧`, refreshToken: \"⟦1//0gabc⟧\", api-key = ⟦k3y⟧")]
    [InlineData("auth: { user: 'bob', pass: '⟦hunter-2⟧' }")]
    [InlineData("\"2026-11-24\",\"login with password=\"\"⟦hun,ter⟧\"\" failed\"")]
    [InlineData("2026-11-24 10:00:00 mot de passe: x, Kennwort: ⟦geheim⟧ und Passwort=⟦geheim2⟧")]
    [InlineData("password=\"\" pass='' token=null secret: none")]
    [InlineData("password = *\npassword = (not set)\npasswordeval = (not set)\npass: '<redacted>'\npass: [FILTERED]\npassword: ${SMTP_PASSWORD}")]
    [InlineData("bypass=1 compass: north tokenizer=x token_type: mac Password command failed: 535-5.7.8 Username and Password not accepted.")]
    [InlineData("hash:/etc/postfix/sasl_passwd: table lookup problem")]

    [InlineData("authenticating as 'bob' with password '⟦hunter-2⟧' and token \"⟦abc⟧\", the password is wrong")]
    [InlineData("machine mx.example.com login bob password ⟦hunter-2⟧")]
    [InlineData("password = '⟦required⟧', which is required")]

    [InlineData("\"token\": null, \"secret\": false, \"password\": undefined, \"pass\": \"⟦hunter-2⟧\", \"user\": \"bob\"")]
    [InlineData("pass: 12, fail: 3; tests=BAYES_00,SPF_PASS=1; see https://example.com/help?token=expired")]
    [InlineData("The Authorization: header is missing. The credentials: they are wrong. New-X -Credential (Get-Credential) -Token $token")]
    [InlineData("Password policy 2024 is strict, passwords: 3 left, the password is wrong, the token is expired, password required")]
    [InlineData("password is ⟦hunter2⟧\nthe password is '⟦hunter⟧', password \"⟦hunter⟧\"\npassword ⟦hunter2⟧")]
    [InlineData("passwordeval = ⟦echo hunter-2⟧")]

    // source code and settings
    [InlineData("define('SMTP_PASS', '⟦hunter-2⟧'); define( \"SMTP_PASSWORD\" , \"⟦hunter-2⟧\" ); in_array($x, ['user', 'password', 'host'])")]
    [InlineData("->setUsername('bob')->setPassword('⟦hunter-2⟧')->setTimeout(5), mail.WithPassword(\"⟦hunter-2⟧\")")]
    [InlineData("<add key=\"SmtpPassword\" value=\"⟦hunter-2⟧\" /> <network userName=\"bob\" password=\"⟦hunter-2⟧\" />")]
    [InlineData("ConvertTo-SecureString '⟦hunter-2⟧' -AsPlainText -Force; x ConvertTo-SecureString ⟦hunter-2⟧ -Force; ConvertTo-SecureString -String \"⟦hunter-2⟧\"")]
    [InlineData("[\"password\":protected]=>\n  string(⟦8⟧) \"⟦hunter-2⟧\"\n[\"_password\":\"Swift_Transport\":private]=> string(⟦8⟧) \"⟦hunter-2⟧\"\n[password:Swift_Transport:private] => ⟦hunter-2⟧")]
    [InlineData("Auth(user='bob', pass_='⟦hunter-2⟧'), clave: '⟦hunter-2⟧', hasło: '⟦hunter-2⟧', пароль = '⟦hunter-2⟧', 密码: '⟦hunter-2⟧'")]
    [InlineData("dkim: {\n-----BEGIN RSA PRIVATE KEY-----\n⟦MIIEpAIBAAKCAQEA⟧\n  ⟦abcd+/==⟧\n-----END RSA PRIVATE KEY-----\nabcd")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIEpAIBAAKCAQEA\n-----BEGIN PRIVATE KEY-----\nnot a key\nMIIEpAIBAAKCAQEA")]
    [InlineData("encode_base64(\"\\000bob\\000⟦hunter-2⟧\"), '\\0bob\\0⟦hunter-2⟧', \\u0000bob\\u0000⟦hunter-2⟧\\r\\n, b'h\\x00e\\x00l\\x00l'")]

    // values on the next line
    [InlineData("  [\"password\"]=>\n  string(⟦8⟧) \"⟦hunter-2⟧\"\n  [\"host\"]=>\n  string(2) \"mx\"")]
    [InlineData("  accessToken:\n    '⟦ya29.abc⟧' +\n    '⟦def⟧',\n  user: 'bob'")]
    [InlineData("Password:\nuser is bob")]

    // command lines
    [InlineData("swaks --server mx --auth-password ⟦hunter-2⟧ -ap '⟦hunter-2⟧' --auth PLAIN -p 25")]
    [InlineData("Cmd Line = /usr/bin/swaks --auth-user 'bob' --auth-password '⟦hunter-2⟧' --dump")]
    [InlineData("curl -u bob:⟦hunter-2⟧ --proxy-user al:⟦geheim⟧ --oauth2-bearer ⟦ya29.abc⟧ smtp://mx")]
    [InlineData("sendEmail -u 'a subject' -xu bob -xp ⟦hunter-2⟧; New-Thing -Password ⟦hunter-2⟧ -AccessToken:⟦abc⟧")]
    [InlineData("curl --user bob --password-file x -u bob")]
    [InlineData("curl -ubob:⟦hunter-2⟧ --user=bob:⟦hunter-2⟧ smtp://mx; swaks --ap ⟦hunter-2⟧")]
    [InlineData("tool -ubob:x")]

    // tokens
    [InlineData("Authorization: Bearer ⟦ya29.abc-DEF_123⟧")]
    [InlineData("> Proxy-Authorization: Basic ⟦Ym9iOmh1bnRlci0y⟧")]
    [InlineData("sent Bearer ⟦abc.def-123⟧ and Bearer token expired, Basic authentication, Basic words")]
    [InlineData("id ⟦eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2lnbmF0dXJl⟧ end")]
    [InlineData("token ⟦ya29.a0AfB_byC-x.y⟧, ya29 and ya29.x")]
    [InlineData("keys ⟦SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz⟧ ⟦xsmtpsib-0123456789abcdef0123456789abcdef-abc⟧, SG.x and xsmtpsib-x")]
    [InlineData("334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=")]

    // a login that is not understood
    [InlineData("x> AUTH LOGIN\nx< 334 VXNlcm5hbWU6\nx> ⟦Ym9i⟧\nx< 334 UGFzc3dvcmQ6\nx> ⟦aHVudGVyLTI=⟧\nx< 535 no ⟦hunter-2⟧")]
    [InlineData("334 UGFzc3dvcmQ6\nsorry, no STARTTLS")]
    [InlineData("⟦aHVudGVyLTI=⟧\nDeferred\nSTARTTLS\nConnected")]

    // AUTH in other words
    [InlineData("refused: AUTH PLAIN ⟦AGJvYgBodW50ZXItMg==⟧ by mx")]
    [InlineData("refused: auth login ⟦Ym9i⟧, AUTH=XOAUTH2 ⟦dXNlcj1ib2I=⟧")]
    [InlineData("offers AUTH LOGIN PLAIN XOAUTH2 and AUTH PLAIN 8BITMIME CHUNKING, auth=1 mail=1, AUTH NTLM LOGIN")]
    [InlineData("=== AUTH CRAM-MD5 supported, AUTH PLAIN rejected, AUTH LOGIN Disabled, AUTH NTLM and/or")]
    [InlineData("seen: ⟦AGJvYgBodW50ZXItMg==⟧, ⟦TlRMTVNTUAABAAAA⟧ and bWFpbC5leGFtcGxlLmNvbQ==")]
    [InlineData("    server.login(\"bob\", \"⟦hunter-2⟧\")")]
    [InlineData("await client.AuthenticateAsync(user, '⟦hunter-2⟧'), login('bob', pw), login(getenv(\"U\"), \"⟦hunter-2⟧\"), print('a', 'b')")]
    [InlineData("Transport.connect(\"mx\", 587, \"bob\", \"⟦hunter-2⟧\"); transport.connect(host, \"bob\", \"⟦hunter-2⟧\"); connect('mx', 587), connect(587, 'mx'), token = next_token(x), Login(user='bob', password=...)")]
    [InlineData("new NetworkCredential('bob', '⟦hunter-2⟧'), smtp.PlainAuth(\"\", \"bob\", \"⟦hunter-2⟧\", \"mx\")")]
    [InlineData("xsasl_cyrus_client_next: uncoded client response: ⟦bob hunter-2⟧")]
    public void A_line_that_is_not_understood_is_masked_by_its_looks(string marked)
    {
        string[] lines = Protecting.Open(marked).Split('\n');
        string[] expected = Protecting.Masked(marked).Split('\n');

        Assert.Equal(expected, Protecting.Lines(SmtpLogDialect.Swaks, lines));
        Assert.Equal(expected, Protecting.Lines(SmtpLogDialect.Swaks, expected));
        Assert.Equal(expected, Protecting.Fed(SmtpLogDialect.Swaks, lines));
    }

    [Theory]
    [InlineData("-> password=hunter-2")]
    [InlineData("-> see smtp://bob:hunter-2@mx.example.com")]
    [InlineData("-> AUTH PLAIN is a command, AGJvYgBodW50ZXItMg== is not")]
    [InlineData("-> eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2lnbmF0dXJl")]
    public void A_message_stays_as_it_was_written(string content)
    {
        string[] log = ["<-  220 mx", " -> DATA", "<-  354 go on", " -> Subject: x", " -> ", " " + content, " -> .", "<-  250 Ok"];

        Assert.Equal(log, Protecting.Lines(SmtpLogDialect.Swaks, log));
    }

    [Fact]
    public void A_message_does_not_show_a_secret_of_the_log()
    {
        string[] log =
        [
            "<-  220 mx", $" -> AUTH PLAIN {Logins.Base64("\0bob\0correct=horse")}", "<-  235 Ok", " -> DATA", "<-  354 go on", " -> Subject: ⟦correct=horse⟧!", " -> ",
            " -> It is ⟦correct=3Dhorse⟧, ⟦correct%3Dhorse⟧, ⟦correct&#61;horse⟧, ⟦Y29ycmVjdD1ob3JzZQ⟧==, or ⟦corr⟧=", " -> ⟦ect=3Dhorse⟧ again", " -> .", "<-  250 Ok",
        ];
        string[] open = [.. log.Select(Protecting.Open)];
        string[] masked = Protecting.Lines(SmtpLogDialect.Swaks, open);

        Assert.Equal([open[0], $" -> AUTH PLAIN {Protecting.Mask}", open[2], open[3], open[4], Protecting.Masked(log[5]), open[6], Protecting.Masked(log[7]), Protecting.Masked(log[8]), open[9], open[10]], masked);
    }
}
