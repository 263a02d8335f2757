using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using SmtpLog.Tests.Writing;
using Xunit;
using static SmtpLog.Tests.Redaction.Exchange;

namespace SmtpLog.Tests.Redaction;

/// <summary>Random passwords and random ways to quote them.</summary>
public class SecretPropertyTests
{
    private const string Letters = "abcXYZ0189-_.+/=\"\\'<>&%*:; \u00E4\u00DF\u20AC";

    private static readonly string[] s_codes = ["535-5.7.8 ", "535 5.7.8 ", "250 ", "250-", "334 ", "421 4.3.2 ", "550 5.1.1 "];

    private static readonly Func<string, string>[] s_quotes =
    [
        static text => text,
        static text => text.ToUpperInvariant(),
        static text => text.ToLowerInvariant(),
        static text => Uri.EscapeDataString(text),
        static text => WebUtility.UrlEncode(text),
        static text => WebUtility.HtmlEncode(text),
        static text => JsonSerializer.Serialize(text),
        static text => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
        static text => Base64(text),
        static text => Base64(text).TrimEnd('='),
        static text => Base64($"\0bob\0{text}"),
        static text => Base64($"\0bob\0{text}").ToUpperInvariant(),
        static text => Uri.EscapeDataString(Base64($"\0bob\0{text}")),
        static text => Base64($"{{\"status\":\"400\",\"password\":{JsonSerializer.Serialize(text)}}}"),
    ];

    [Fact]
    public void A_secret_never_appears_and_no_code_changes()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            string password = Password(random);
            Recording recording = AfterPlain(password, out string payload, knowsSecret: random.Next(2) == 0);
            for (int i = 0; i < 4; i++)
            {
                string code = s_codes[random.Next(s_codes.Length)];
                string quote = s_quotes[random.Next(s_quotes.Length)](password);
                string around = new[] { "{0}", "bad {0}", "[{0}] is bad", "bad: {0}, sorry", "\"{0}\"" }[random.Next(5)];
                recording.Server(code + string.Format(System.Globalization.CultureInfo.InvariantCulture, around, quote));
                string body = recording.Bodies[^1];
                string why = $"seed {seed}: {password} quoted as {quote} gave {body}";
                Assert.True(body.StartsWith("S < \"" + code.TrimEnd(' '), StringComparison.Ordinal), why);
                string shown = body[("S < \"".Length + code.Length)..^1].Replace(Mask, "\u2022", StringComparison.Ordinal);
                Assert.True(shown.Contains('\u2022', StringComparison.Ordinal), why);
                if (password.Length >= 4)
                {
                    Assert.False(shown.Contains(password, StringComparison.OrdinalIgnoreCase), why);
                    Assert.False(shown.Contains(quote, StringComparison.Ordinal), why);
                    Assert.False(shown.Contains(payload.TrimEnd('='), StringComparison.OrdinalIgnoreCase), why);
                }
            }
        }
    }

    [Fact]
    public void No_piece_of_a_folded_secret_appears()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            string password = new([.. Enumerable.Range(0, random.Next(12, 60)).Select(_ => Letters[random.Next(15)])]);
            Recording recording = AfterPlain(password, out string payload, knowsSecret: random.Next(2) == 0);
            foreach (string secret in new[] { password, payload })
            {
                int at = 0;
                int before = recording.Bodies.Length;
                while (at < secret.Length)
                {
                    int length = Math.Min(secret.Length - at, random.Next(8, 30));
                    string code = at + length < secret.Length ? "535-5.7.8 " : "535 5.7.8 ";
                    recording.Server($"{code}{secret[at..(at + length)]}");
                    at += length;
                }

                foreach (string body in recording.Bodies[before..])
                {
                    string shown = body["S < \"535-5.7.8 ".Length..^1].Replace(Mask, string.Empty, StringComparison.Ordinal);
                    Assert.True(shown.All(c => c is '=' or '"' or '\\' or '\'' or '<' or '>'), $"seed {seed}: {secret} gave {body}");
                }
            }
        }
    }

    private static string Password(Random random)
    {
        string password = new([.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => Letters[random.Next(Letters.Length)])]);
        return password.Trim().Length == 0 ? "x" : password.Trim();
    }
}
