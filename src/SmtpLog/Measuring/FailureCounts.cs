using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Measuring;

/// <summary>Counts failed sessions by kind and by code.</summary>
internal sealed class FailureCounts
{
    // A nullable enum cannot be a key: what is not known has a number that no kind has.
    private const int UnknownKind = -1;

    private readonly BoundedTable<int, SmtpErrorKindCount> _kinds = new(
        UnknownKind,
        kind => new() { ErrorKind = kind == UnknownKind ? null : (SmtpErrorKind)kind });

    private readonly BoundedTable<(int Code, string? EnhancedCode), SmtpCodeCount> _codes = new(
        (0, null),
        key => new() { Code = key.Code, EnhancedCode = key.EnhancedCode });

    public IReadOnlyList<SmtpErrorKindCount> Kinds => [.. _kinds.Rows.OrderByDescending(row => row.Count).ThenBy(row => row.ErrorKind)];

    public IReadOnlyList<SmtpCodeCount> Codes =>
        [.. _codes.Rows.OrderByDescending(row => row.Count).ThenBy(row => row.Code).ThenBy(row => row.EnhancedCode, StringComparer.Ordinal)];

    public void Take(SmtpLogSession session)
    {
        SmtpErrorKindCount kind = _kinds[session.ErrorKind is { } known ? (int)known : UnknownKind];
        kind.Count++;
        kind.FirstSeen = SummaryBuilder.Earlier(kind.FirstSeen, session.Start);
        kind.LastSeen = SummaryBuilder.Later(kind.LastSeen, session.Start);
        if (session.Code is { } code)
        {
            SmtpCodeCount row = _codes[(code, session.EnhancedCode)];
            row.Count++;
            row.Reply ??= session.Reply;
            row.FirstSeen = SummaryBuilder.Earlier(row.FirstSeen, session.Start);
            row.LastSeen = SummaryBuilder.Later(row.LastSeen, session.Start);
        }
    }
}
