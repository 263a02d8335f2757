using SmtpLog.Reading.Dialects;

namespace SmtpLog.Reading.Scanning;

/// <summary>
/// A dialect whose logs can be searched for what the filters want without reading every line. It promises that a line
/// whose record is not marked as recovered gives that record alone, whatever stands before it.
/// </summary>
internal interface ISearchableDialect : ILogDialect
{
    /// <summary>A phrase that is in every undamaged line with which a session begins or ends.</summary>
    byte[] Boundary { get; }

    /// <summary>Null where these filters are not such that lines could be passed over.</summary>
    ILineSearch? CreateSearch(LogReaderOptions options);
}
