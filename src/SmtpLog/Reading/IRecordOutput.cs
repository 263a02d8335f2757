namespace SmtpLog.Reading;

/// <summary>The last station of a record's way: makes objects of what comes.</summary>
internal interface IRecordOutput : IRecordSink
{
    /// <summary>The input is over: what was held back comes out.</summary>
    void Complete();
}
