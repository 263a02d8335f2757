namespace SmtpLog.Protection;

/// <summary>A place of a record, within one line, and what takes its place.</summary>
internal readonly struct Edit(int start, int length, byte[] text)
{
    public int Start { get; } = start;

    public int Length { get; } = length;

    public int End => Start + Length;

    public byte[] Text { get; } = text;
}
