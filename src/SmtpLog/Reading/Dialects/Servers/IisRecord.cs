using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>What both forms of the log tell of a command; <c>-</c> stands for nothing.</summary>
internal ref struct IisRecord
{
    public ReadOnlySpan<byte> Client { get; set; }

    public ReadOnlySpan<byte> User { get; set; }

    public ReadOnlySpan<byte> Method { get; set; }

    public ReadOnlySpan<byte> Query { get; set; }

    public ReadOnlySpan<byte> Status { get; set; }

    /// <summary>The part of the line that has method and query.</summary>
    public readonly ReadOnlySpan<byte> Said(ReadOnlySpan<byte> line)
    {
        if (!line.Overlaps(Method, out int start))
        {
            return Query;
        }

        return line.Overlaps(Query, out int query) && query > start ? line.Slice(start, query + Query.Length - start) : Method;
    }
}
