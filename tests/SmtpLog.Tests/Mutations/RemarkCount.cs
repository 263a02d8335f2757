using SmtpLog.Reading;

namespace SmtpLog.Tests.Mutations;

/// <summary>Counts what is understood and belongs to no session.</summary>
internal sealed class RemarkCount(IRecordOutput output) : IRecordOutput
{
    public bool WantsOnlyMatches => false;

    public int Count { get; private set; }

    public void Take(ref LogRecord record)
    {
        Count += record.Conversation is null && !record.IsRecovered ? 1 : 0;
        output.Take(ref record);
    }

    public void Complete() => output.Complete();
}
