namespace SmtpLog.Reading;

/// <summary>The last station of a record's way: makes objects of what comes.</summary>
internal interface IRecordOutput : IRecordSink
{
    /// <summary>True where it makes nothing of records that the filters do not let through, and so need not be given them.</summary>
    bool WantsOnlyMatches { get; }

    /// <summary>The input is over: what was held back comes out.</summary>
    void Complete();
}
