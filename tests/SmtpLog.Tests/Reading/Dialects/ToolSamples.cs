using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>The logs of client tools under Samples, and under Samples/Entries what comes out of each.</summary>
internal static class ToolSamples
{
    private static readonly SmtpLogDialect[] s_dialects =
    [
        SmtpLogDialect.MailKit, SmtpLogDialect.Swaks, SmtpLogDialect.Curl, SmtpLogDialect.Python, SmtpLogDialect.Nodemailer,
        SmtpLogDialect.PhpMailer, SmtpLogDialect.Symfony, SmtpLogDialect.SwiftMailer, SmtpLogDialect.Blat, SmtpLogDialect.GoMail,
        SmtpLogDialect.Sendmail,
    ];

    /// <summary>Dialect and name of each.</summary>
    public static TheoryData<SmtpLogDialect, string> All
    {
        get
        {
            var data = new TheoryData<SmtpLogDialect, string>();
            foreach (SmtpLogDialect dialect in s_dialects)
            {
                foreach (string file in Directory.EnumerateFiles(Path.Combine(Root, dialect.ToString())).Order(StringComparer.Ordinal))
                {
                    data.Add(dialect, Path.GetFileName(file));
                }
            }

            return data;
        }
    }

    private static string Root => Path.Combine(AppContext.BaseDirectory, "Samples");

    public static byte[] Load(SmtpLogDialect dialect, string name) => File.ReadAllBytes(Path.Combine(Root, dialect.ToString(), name));

    public static string[] Expected(SmtpLogDialect dialect, string name) =>
        File.ReadAllLines(Path.Combine(Root, "Entries", dialect.ToString(), Path.ChangeExtension(name, ".txt")));

    public static IReadOnlyList<SmtpLogEntry> Read(byte[] log, SmtpLogDialect dialect = SmtpLogDialect.Auto)
    {
        var entries = new List<SmtpLogEntry>();
        using var stream = new MemoryStream(log);
        LogReader.Read(stream, null, new LogReaderOptions { Dialect = dialect }, entries.Add);
        return entries;
    }

    public static IReadOnlyList<SmtpLogEntry> Read(SmtpLogDialect dialect, params string[] lines) =>
        Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), dialect);
}
