using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>One conversation as the tools would have logged it: <c>C </c> and the client's line, <c>S </c> and the server's.</summary>
internal static class Dress
{
    private static readonly Dictionary<string, (SmtpLogDialect Dialect, Func<bool, string, int, string> Line)> s_dresses = new()
    {
        ["native"] = (SmtpLogDialect.SmtpLog, (isClient, text, i) => $"{i} 2026-11-24T04:13:18.131Z 25215 2 {(isClient ? "C >" : "S <")} \"{text}\""),
        ["json"] = (SmtpLogDialect.Json, (isClient, text, i) => $$"""{"@timestamp":"2026-11-24T04:13:18.131Z","event.sequence":{{i}},"process.pid":4711,"smtp.session.id":"2","smtp.origin":"{{(isClient ? "client" : "server")}}","message":{{JsonSerializer.Serialize(text)}},"server.port":587}"""),
        ["exchange"] = (SmtpLogDialect.Exchange, (isClient, text, i) => $"2026-11-24T02:23:31.000Z,EX01\\Relay,08DEEA1B2C3D4E01,{i},192.0.2.25:587,192.0.2.77:49201,{(isClient ? "<" : ">")},{Csv(text)},"),
        ["iis"] = (SmtpLogDialect.Iis, (isClient, text, i) => isClient
            ? $"2026-11-24 19:46:41 203.0.113.10 OutboundConnectionCommand SMTPSVC1 MAIL01 - 25 {Word(text)} - {Rest(text)} 0 0 4 0 171 SMTP - - - -"
            : $"2026-11-24 19:46:41 203.0.113.10 OutboundConnectionResponse SMTPSVC1 MAIL01 - 25 - - {text.Replace(' ', '+')} 0 0 24 0 171 SMTP - - - -"),
        ["hmailserver"] = (SmtpLogDialect.HMailServer, (isClient, text, i) => $"\"SMTPC\"\t2060\t95\t\"2026-11-24 02:25:00.000\"\t\"203.0.113.10\"\t\"{(isClient ? "SENT" : "RECEIVED")}: {text}\""),
        ["msmtp"] = (SmtpLogDialect.Msmtp, (isClient, text, i) => (isClient ? "--> " : "<-- ") + text),
        ["mailkit"] = (SmtpLogDialect.MailKit, (isClient, text, i) => $"2026-11-24T04:46:16Z {(isClient ? "C" : "S")}: {text}"),
        ["swaks"] = (SmtpLogDialect.Swaks, (isClient, text, i) => (isClient ? " ~> " : text[0] > '3' ? "<~* " : "<~  ") + text),
        ["symfony"] = (SmtpLogDialect.Symfony, (isClient, text, i) => $"[2026-11-24T03:23:30+01:00] {(isClient ? ">" : "<")} {text}"),
        ["curl"] = (SmtpLogDialect.Curl, (isClient, text, i) => (isClient ? "> " : "< ") + text),
        ["curl, ascii"] = (SmtpLogDialect.Curl, (isClient, text, i) => Head(isClient, text) + string.Concat(text.Length == 0 ? ["\n0000: "] : text.Chunk(64).Select((part, k) => $"\n{k * 64:x4}: {new string(part)}"))),
        ["curl, hex"] = (SmtpLogDialect.Curl, (isClient, text, i) => Head(isClient, text) + string.Concat((text + "\r\n").Chunk(16).Select((part, k) => $"\n{k * 16:x4}: {string.Concat(part.Select(c => $"{(int)c:x2} ")),-48}{new string(part).Replace('\r', '.').Replace('\n', '.')}"))),
        ["python"] = (SmtpLogDialect.Python, (isClient, text, i) => isClient ? $"send: '{text}\\r\\n'" : $"reply: b'{text}\\r\\n'"),
        ["nodemailer"] = (SmtpLogDialect.Nodemailer, (isClient, text, i) => $"[2026-11-24 04:32:37] DEBUG [tE9dgw36OUo] {(isClient ? "C" : "S")}: {text}"),
        ["phpmailer"] = (SmtpLogDialect.PhpMailer, (isClient, text, i) => $"2026-11-24 09:20:00\t{(isClient ? "CLIENT -> SERVER" : "SERVER -> CLIENT")}: {text}"),
        ["phpmailer, html"] = (SmtpLogDialect.PhpMailer, (isClient, text, i) => $"2026-11-24 09:30:00 {(isClient ? "CLIENT -&gt; SERVER" : "SERVER -&gt; CLIENT")}: {WebUtility.HtmlEncode(text)}<br>"),
        ["swiftmailer"] = (SmtpLogDialect.SwiftMailer, (isClient, text, i) => (isClient ? ">> " : "<< ") + text),
        ["blat"] = (SmtpLogDialect.Blat, (isClient, text, i) => (isClient ? ">>>putline>>> " : "<<<getline<<< ") + text),
        ["go-mail"] = (SmtpLogDialect.GoMail, (isClient, text, i) => $"2024/10/15 12:00:00 DEBUG: C {(isClient ? "-->" : "<--")} S: {text}"),
        ["go-mail, json"] = (SmtpLogDialect.GoMail, (isClient, text, i) => $$$"""{"time":"2026-11-24T03:23:30.1+01:00","level":"DEBUG","msg":{{{JsonSerializer.Serialize(text)}}},"direction":{"from":"{{{(isClient ? "client" : "server")}}}","to":"x"}}"""),
        ["sendmail -X"] = (SmtpLogDialect.Sendmail, (isClient, text, i) => $"29561 {(isClient ? ">>>" : "<<<")} {text}"),
        ["sendmail -v"] = (SmtpLogDialect.Sendmail, (isClient, text, i) => (isClient ? ">>> " : "") + text),
        ["postfix -v"] = (SmtpLogDialect.Postfix, (isClient, text, i) => $"Nov 24 04:38:22 mail postfix/smtpd[6738]: {(isClient ? "<" : ">")} client.example.com[192.0.2.7]: {text}"),
    };

    public static TheoryData<string> All => [.. s_dresses.Keys];

    public static SmtpLogDialect DialectOf(string dress) => s_dresses[dress].Dialect;

    /// <summary>True where a mask must be as long as what it hides.</summary>
    public static bool KeepsLength(string dress) => dress is "curl, ascii" or "curl, hex";

    public static byte[] Log(string dress, IEnumerable<string> said)
    {
        var line = s_dresses[dress].Line;
        string[] head = dress switch
        {
            "exchange" => ["#Log-type: SMTP Receive Protocol Log"],
            "iis" => ["#Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status sc-win32-status sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer)"],
            "mailkit" => ["2026-11-24T04:46:16Z Connected to smtp://mx.example.com:587/"],
            "sendmail -X" => ["29561 === CONNECT mx.example.com"],
            _ => [],
        };
        return Encoding.UTF8.GetBytes(string.Join("\r\n", head.Concat(said.Select((text, i) => line(text[0] == 'C', text[2..], i + 1)))) + "\r\n");
    }

    private static string Csv(string text) => text.IndexOfAny(['"', ',']) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Word(string text) => text.Length == 0 ? "-" : text.Split(' ')[0];

    private static string Rest(string text) => text.Contains(' ', StringComparison.Ordinal) ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace(' ', '+') : "-";

    private static string Head(bool isClient, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{(isClient ? "=> Send header" : "<= Recv header")}, {text.Length + 2} bytes (0x{text.Length + 2:x})");
}
