namespace SmtpLog.Writing;

/// <summary>Pauses all files at once, as 4D's "Pause logging" does. Transcripts in memory go on.</summary>
internal static class LogSwitch
{
    private static volatile bool s_isSuspended;

    public static bool IsSuspended
    {
        get => s_isSuspended;
        set => s_isSuspended = value;
    }
}
