using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Measuring;

/// <summary>Counts with which mechanism and which version of TLS each server was spoken to.</summary>
internal sealed class SecurityCounts
{
    private const int MostPaths = 100;

    private readonly BoundedTable<(string? Server, int? Port, string Mechanism), SmtpMechanismCount> _mechanisms = new(
        (SummaryBuilder.Others, null, SummaryBuilder.Others),
        key => new() { Server = key.Server, Port = key.Port, Mechanism = key.Mechanism, IsBasic = key.Mechanism is "PLAIN" or "LOGIN" });

    private readonly BoundedTable<(string? Server, int? Port, string Protocol), SmtpTlsCount> _versions = new(
        (SummaryBuilder.Others, null, SummaryBuilder.Others),
        key => new() { Server = key.Server, Port = key.Port, Protocol = key.Protocol, IsDeprecated = IsDeprecated(key.Protocol) });

    public IReadOnlyList<SmtpMechanismCount> Mechanisms =>
    [
        .. _mechanisms.Rows.OrderByDescending(row => row.Sessions).ThenBy(row => row.Server, StringComparer.Ordinal)
            .ThenBy(row => row.Port).ThenBy(row => row.Mechanism, StringComparer.Ordinal),
    ];

    public IReadOnlyList<SmtpTlsCount> Versions =>
    [
        .. _versions.Rows.OrderByDescending(row => row.Sessions).ThenBy(row => row.Server, StringComparer.Ordinal)
            .ThenBy(row => row.Port).ThenBy(row => row.Protocol, StringComparer.Ordinal),
    ];

    public void Take(SmtpLogSession session, string? server)
    {
        if (session.Mechanism is { } mechanism)
        {
            SmtpMechanismCount row = _mechanisms[(server, session.Port, mechanism)];
            row.Sessions++;
            row.Authenticated += session.Authenticated ? 1 : 0;
            row.LastSeen = SummaryBuilder.Later(row.LastSeen, session.Start);
            Add(row.Files, session.Path);
        }

        if (session.Secure is { } isSecure)
        {
            SmtpTlsCount row = _versions[(server, session.Port, isSecure ? session.TlsProtocol ?? "Unknown" : "None")];
            row.Sessions++;
            row.LastSeen = SummaryBuilder.Later(row.LastSeen, session.Start);
            Add(row.Files, session.Path);
        }
    }

    /// <summary>.NET calls TLS 1.0 by the name of the family.</summary>
    private static bool IsDeprecated(string protocol) => protocol is "None" or "Ssl2" or "Ssl3" or "Tls" or "Tls10" or "Tls11";

    private static void Add(SortedSet<string> paths, string? path)
    {
        if (path is not null && paths.Count < MostPaths)
        {
            paths.Add(path);
        }
    }
}
