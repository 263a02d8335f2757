using System.Collections.Generic;

namespace SmtpLog.Reading;

internal static class LogReader
{
    public static IReadOnlyList<SmtpLogEntry> ReadAll(byte[] log) => [];
}
