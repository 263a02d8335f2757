using System;

namespace SmtpLog.Reading;

/// <summary>An output that tells when its input was read to the end.</summary>
internal sealed class WatchedOutput(IRecordOutput output, Action completed) : IRecordOutput
{
    public bool WantsOnlyMatches => output.WantsOnlyMatches;

    public void Take(ref LogRecord record) => output.Take(ref record);

    public void Complete()
    {
        output.Complete();
        completed();
    }
}
