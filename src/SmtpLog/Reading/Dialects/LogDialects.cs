using System;
using System.Collections.Generic;
using SmtpLog.Reading.Dialects.Libraries;
using SmtpLog.Reading.Dialects.Native;
using SmtpLog.Reading.Dialects.Programs;
using SmtpLog.Reading.Dialects.Servers;

namespace SmtpLog.Reading.Dialects;

/// <summary>All dialects, in the order in which they are tried.</summary>
internal static class LogDialects
{
    public static IReadOnlyList<ILogDialect> All { get; } =
    [
        new NativeDialect(),
        new JsonDialect(),
        new ExchangeDialect(),
        new IisDialect(),
        new HMailServerDialect(),
        new PostfixDialect(),
        new MsmtpDialect(),
        new MsmtpLogDialect(),
        new MailKitDialect(),
        new SwaksDialect(),
        new SymfonyDialect(),
        new CurlDialect(),
        new PythonDialect(),
        new NodemailerDialect(),
        new PhpMailerDialect(),
        new SwiftMailerDialect(),
        new BlatDialect(),
        new GoMailDialect(),
        new SendmailDialect(),
    ];

    public static ILogDialect Get(SmtpLogDialect dialect)
    {
        foreach (ILogDialect candidate in All)
        {
            if (candidate.Dialect == dialect)
            {
                return candidate;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No such dialect.");
    }
}
