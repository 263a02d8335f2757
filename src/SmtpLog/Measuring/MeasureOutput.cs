using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;

namespace SmtpLog.Measuring;

/// <summary>Lets a log's sessions be counted as they end.</summary>
internal sealed class MeasureOutput(string? path, LogReaderOptions options, SummaryBuilder summary) : IRecordOutput
{
    private readonly SessionOutput _sessions = new(options, summary.Add);

    public bool WantsOnlyMatches => false;

    public void Take(ref LogRecord record) => _sessions.Take(ref record);

    public void Complete()
    {
        _sessions.Complete();
        summary.AddFile(path);
    }
}
