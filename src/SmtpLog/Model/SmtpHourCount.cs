using System;
using System.Globalization;

namespace SmtpLog;

/// <summary>What began within one hour.</summary>
public sealed class SmtpHourCount
{
    /// <summary>The beginning of the hour, in the zone in which the log was written.</summary>
    public DateTimeOffset Hour { get; internal init; }

    /// <summary>The sessions that began in it.</summary>
    public long Sessions { get; internal set; }

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; internal set; }

    /// <summary>The messages of these sessions that a server took.</summary>
    public long MessagesAccepted { get; internal set; }

    /// <summary>Hour and sessions.</summary>
    public override string ToString() => $"{Hour.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}: {Sessions}";
}
