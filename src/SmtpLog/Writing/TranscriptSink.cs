namespace SmtpLog.Writing;

/// <summary>Keeps entries in memory as the bytes of a text log. Several sessions may share one.</summary>
internal sealed class TranscriptSink : ILogSink
{
    private readonly byte[] _bytes = [];

    public byte[] ToArray() => _bytes;
}
