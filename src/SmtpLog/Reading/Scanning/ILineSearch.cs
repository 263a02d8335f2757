namespace SmtpLog.Reading.Scanning;

/// <summary>
/// Finds the lines that the filters may let through. It may find too many; but of a record that comes through, damaged
/// or not, it must find the line on which it starts.
/// </summary>
internal interface ILineSearch
{
    /// <summary>A place on the first such line at or after <paramref name="from"/>, or -1.</summary>
    /// <param name="log">Whole lines; it is longer by <see cref="LogWindow.Margin"/> bytes of anything.</param>
    /// <param name="from">The start of a line.</param>
    /// <param name="end">Where the lines end.</param>
    int Find(byte[] log, int from, int end);
}
