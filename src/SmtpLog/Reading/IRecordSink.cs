namespace SmtpLog.Reading;

/// <summary>The next station on a record's way from the file to the pipeline.</summary>
internal interface IRecordSink
{
    void Take(ref LogRecord record);
}
