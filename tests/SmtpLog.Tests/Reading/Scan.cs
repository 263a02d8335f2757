using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using SmtpLog.Reading;
using SmtpLog.Reading.Scanning;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>Reads a log the short way and the long way, with filters and encodings of all kinds.</summary>
internal static class Scan
{
    /// <summary>The log in one of the encodings, and with one of the line ends, that logs have.</summary>
    public static byte[] Encode(Random random, string log) => random.Next(12) switch
    {
        0 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(log)],
        1 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(log)],
        2 => Encoding.UTF8.GetBytes(log.Replace("\n", "\r\n", StringComparison.Ordinal)),
        3 => Encoding.UTF8.GetBytes(log.TrimEnd('\n')),
        4 => Encoding.UTF8.GetBytes(string.Join('\n', log.Split('\n').Select(line => random.Next(2) == 0 ? line + '\r' : line))),
        _ => Encoding.UTF8.GetBytes(log),
    };

    public static LogReaderOptions RandomOptions(Random random)
    {
        int kinds = random.Next(1, 8);
        DateTimeOffset after = RandomLog.Start.AddMilliseconds(random.Next(400));
        string[] commands = ["auth", "RCPT", "MAIL", "data", "QUIT", "EHLO"];
        string[] codes = ["535", "5xx", "25x", "421", "354", "9xx"];
        return new()
        {
            Dialect = random.Next(2) == 0 ? SmtpLogDialect.SmtpLog : SmtpLogDialect.Auto,
            Codes = (kinds & 1) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Code(codes[random.Next(codes.Length)]))],
            Failed = (kinds & 2) != 0,
            SessionIds = (kinds & 4) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 9).ToString(CultureInfo.InvariantCulture))],
            After = random.Next(5) == 0 ? after : null,
            Before = random.Next(5) == 0 ? after.AddMilliseconds(random.Next(2000)) : null,
            Origins = random.Next(4) != 0 ? [] : [.. Enum.GetValues<SmtpLogOrigin>().Where(_ => random.Next(2) == 0)],
            Commands = random.Next(5) != 0 ? [] : [.. commands.Where(_ => random.Next(3) == 0)],
        };
    }

    public static CodeFilter Code(string text)
    {
        Assert.True(CodeFilter.TryParse(text, out CodeFilter code));
        return code;
    }

    /// <summary>True where the short way goes to the end of the log.</summary>
    public static bool IsScanned(byte[] log, LogReaderOptions options, int windowSize = LogWindow.UsualSize)
    {
        using var stream = new MemoryStream(log);
        return LogScan.TryRead(stream, "a.log", options, new EntryOutput(options, _ => { }), out _, windowSize);
    }

    public static List<string> Read(byte[] log, LogReaderOptions options, int windowSize = LogWindow.UsualSize) =>
        Read(log, options, (stream, output) => LogReader.Read(stream, "a.log", options, output, windowSize));

    public static List<string> ReadWhole(byte[] log, LogReaderOptions options) =>
        Read(log, options, (stream, output) => LogReader.ReadWhole(stream, "a.log", options, output));

    private static List<string> Read(byte[] log, LogReaderOptions options, Action<Stream, EntryOutput> read)
    {
        var entries = new List<SmtpLogEntry>();
        using var stream = new MemoryStream(log);
        try
        {
            read(stream, new EntryOutput(options, entries.Add));
        }
        catch (UnknownDialectException e)
        {
            return [e.Message];
        }

        return entries.ConvertAll(Describe);
    }

    /// <summary>All properties, and the line.</summary>
    private static string Describe(SmtpLogEntry entry) => JsonSerializer.Serialize(entry) + entry;

    public static string Differences(List<string> expected, List<string> actual) =>
        $"missing {string.Join("; ", expected.Except(actual).Take(2))}, too many {string.Join("; ", actual.Except(expected).Take(2))}";
}
