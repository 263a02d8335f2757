namespace SmtpLog.Reading.Scanning;

/// <summary>Lets through what is on certain lines; the others are only read for what they tell about it.</summary>
internal sealed class LinesFrom(IRecordOutput output) : IRecordOutput
{
    /// <summary>The first of them.</summary>
    public long First { get; set; }

    public bool WantsOnlyMatches => output.WantsOnlyMatches;

    public void Take(ref LogRecord record)
    {
        if (record.LineNumber >= First)
        {
            output.Take(ref record);
        }
    }

    public void Complete() => output.Complete();
}
