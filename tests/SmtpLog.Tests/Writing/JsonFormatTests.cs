using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmtpLog.Writing;
using Xunit;

namespace SmtpLog.Tests.Writing;

public class JsonFormatTests
{
    private readonly MemorySink _text = new(SmtpLogContent.Full);
    private readonly MemorySink _json = new(SmtpLogContent.Full, SmtpLogFormat.Json);
    private readonly SessionRecorder _recorder;

    public JsonFormatTests() => _recorder = new SessionRecorder("smtp.example.com", 587, [_text, _json], new LogSequence());

    [Fact]
    public void Each_entry_is_one_object_that_says_what_the_text_says()
    {
        Talk();
        JsonElement[] entries = Entries();
        Assert.Equal(_text.Lines.Length, entries.Length);
        foreach ((string line, JsonElement entry) in _text.Lines.Zip(entries))
        {
            Match match = Regex.Match(line, @"^(\d+) (\S+) (\d+) (\d+) (###|C >|S <) (.*)$", RegexOptions.Singleline);
            Assert.Equal(long.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), entry.GetProperty("event.sequence").GetInt64());
            Assert.Equal(match.Groups[2].Value, entry.GetProperty("@timestamp").GetString());
            Assert.Equal(int.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture), entry.GetProperty("process.pid").GetInt32());
            Assert.Equal(match.Groups[4].Value, entry.GetProperty("smtp.session.id").GetString());
            string origin = match.Groups[5].Value switch { "C >" => "client", "S <" => "server", _ => "event" };
            Assert.Equal(origin, entry.GetProperty("smtp.origin").GetString());
            string text = match.Groups[6].Value;
            Assert.Equal(origin == "event" ? text : text[1..^1], entry.GetProperty("message").GetString());
            Assert.Equal("smtp.example.com", entry.GetProperty("server.address").GetString());
            Assert.Equal(587, entry.GetProperty("server.port").GetInt32());
        }
    }

    [Theory]
    [InlineData("535-5.7.8 no", 535, "5.7.8")]
    [InlineData("250", 250, null)]
    [InlineData("250 2.0 x", 250, null)]
    [InlineData("334 x", 334, null)]
    [InlineData("nonsense", null, null)]
    [InlineData("2500 x", null, null)]
    public void A_reply_has_its_codes(string line, int? code, string? enhanced)
    {
        _recorder.Server(System.Text.Encoding.ASCII.GetBytes(line + "\n"));
        JsonElement entry = Assert.Single(Entries());
        Assert.Equal(code, entry.TryGetProperty("smtp.response.status_code", out JsonElement found) ? found.GetInt32() : null);
        Assert.Equal(enhanced, entry.TryGetProperty("smtp.response.enhanced_status_code", out found) ? found.GetString() : null);
    }

    [Fact]
    public void Events_have_their_facts_typed()
    {
        Talk();
        _recorder.Event(LogEvents.TlsEstablished([], "Tls", "x", TimeSpan.Zero));
        Dictionary<string, JsonElement> facts = Entries().Where(entry => entry.GetProperty("smtp.origin").GetString() == "event")
            .SelectMany(entry => entry.EnumerateObject()).GroupBy(property => property.Name).ToDictionary(group => group.Key, group => group.First().Value);
        Assert.Equal("203.0.113.9:587", facts["smtp.remote"].GetString());
        Assert.Equal("192.0.2.4:50112", facts["smtp.local"].GetString());
        Assert.Equal(23, facts["smtp.elapsed_ms"].GetInt64());
        Assert.Equal("1.3", facts["tls.version"].GetString());
        Assert.Equal("tls", facts["tls.version_protocol"].GetString());
        Assert.Equal("TLS_AES_256_GCM_SHA384", facts["tls.cipher"].GetString());
        Assert.Equal("CN=\"smtp\", O=\u00FC", facts["tls.server.subject"].GetString());
        Assert.Equal("CN=x\uFFFD", facts["tls.server.issuer"].GetString());
        Assert.Equal("00FF", facts["tls.server.hash.sha256"].GetString());
        Assert.Equal("2027-02-01T00:00:00Z", facts["tls.server.not_after"].GetString());
        Assert.Equal("PLAIN", facts["smtp.mechanism"].GetString());
        Assert.Equal("bob", facts["user.name"].GetString());
        Assert.Equal("AuthenticationFailed", facts["error.type"].GetString());
        Assert.Equal("Auth", facts["smtp.stage"].GetString());
        Assert.Equal("He said \"no\".", facts["error.message"].GetString());
        Assert.Equal(535, facts["smtp.response.status_code"].GetInt32());
        Assert.Equal(1, facts["smtp.messages"].GetInt32());
        Assert.Equal(14210, facts["smtp.sent"].GetInt64());
        Assert.Equal(893, facts["smtp.received"].GetInt64());
        Assert.Equal("1.0", Entries()[^1].GetProperty("tls.version").GetString());
    }

    [Fact]
    public void What_is_harmless_in_text_can_be_searched_for_in_JSON_as_well()
    {
        _recorder.Client("MAIL FROM:<a+b@example.com> & 'x' gr\u00FC\u00DFe\r\n"u8);
        Assert.Contains("\"message\":\"MAIL FROM:<a+b@example.com> & 'x' gr\u00FC\u00DFe\"", _json.Text, StringComparison.Ordinal);
    }

    private void Talk()
    {
        _recorder.Event(LogEvents.Connecting("smtp.example.com", 587));
        _recorder.Event(LogEvents.Connected("smtp.example.com", 587, true, "203.0.113.9:587", "192.0.2.4:50112", TimeSpan.FromMilliseconds(23)));
        _recorder.Event(LogEvents.TlsEstablished(
            [
                LogEvent.Fact("subject", "CN=\"smtp\", O=\u00FC"), LogEvent.Fact("issuer", "CN=x\u202E"), LogEvent.Fact("thumbprint", "00FF"),
                LogEvent.Fact("notAfter", "2027-02-01T00:00:00Z"),
            ],
            "Tls13",
            "TLS_AES_256_GCM_SHA384",
            TimeSpan.FromMilliseconds(41)));
        _recorder.Server("220 a \"b\" \\ \u001b[2J \u00FC\u2028 </script>\xFF\r\n"u8);
        _recorder.Client("AUTH PLAIN AGJvYgBzZWNyZXQ=\r\n"u8);
        _recorder.Server("235 2.7.0 AGJvYgBzZWNyZXQ=\r\n"u8);
        _recorder.Event(LogEvents.Authenticated("PLAIN", "bob"));
        _recorder.Client("DATA\r\n"u8);
        _recorder.Server("354 x\r\n"u8);
        _recorder.Client("Subject: \t{\"a\":1}\r\n\r\n\r\n.\r\n"u8);
        var failure = new SmtpFailure { Kind = SmtpErrorKind.AuthenticationFailed, Sentence = "x", Stage = SmtpStage.Auth, Code = 535 };
        _recorder.Event(LogEvents.Error(failure, "He said \"no\".", "bob"));
        _recorder.Event(LogEvents.Closed(1, 14210, 893, TimeSpan.FromMilliseconds(648)));
    }

    private JsonElement[] Entries() => [.. _json.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
}
