using System;

namespace SmtpLog.Reading.Files;

/// <summary>How far a command has come with the files that it reads.</summary>
/// <param name="Path">The file that is being read.</param>
/// <param name="Done">Bytes that were read of all its files; of a compressed one, as it stands on the disk.</param>
/// <param name="Total">Bytes that there are in all of them.</param>
/// <param name="BytesPerSecond">How fast it has been.</param>
internal readonly record struct ReadState(string Path, long Done, long Total, double BytesPerSecond)
{
    /// <summary>How long the rest will take at that pace; null where that cannot be told.</summary>
    public TimeSpan? Remaining => Total > 0 && BytesPerSecond > 0
        ? TimeSpan.FromSeconds(Math.Min((Total - Done) / BytesPerSecond, int.MaxValue))
        : null;

    /// <summary>0 to 100; null where it is not known how much there is.</summary>
    public int? Percent => Total > 0 ? (int)(100 * ((double)Done / Total)) : null;
}
