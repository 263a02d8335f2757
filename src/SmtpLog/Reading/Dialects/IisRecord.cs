using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>What both forms of the log tell of a command; <c>-</c> stands for nothing.</summary>
internal ref struct IisRecord
{
    public ReadOnlySpan<byte> Client { get; set; }

    public ReadOnlySpan<byte> User { get; set; }

    public ReadOnlySpan<byte> Method { get; set; }

    public ReadOnlySpan<byte> Query { get; set; }

    public ReadOnlySpan<byte> Status { get; set; }
}
