namespace SmtpLog.Reading;

/// <summary>Records that no conversation leads up to: their dialect has said what they are about.</summary>
internal static class SelfContained
{
    public static void Judge(ref LogRecord record)
    {
        if (record.Origin == SmtpLogOrigin.Server)
        {
            record.IsError = record.Code >= 400;
            record.IsTransient = record.Code is >= 400 and < 500;
        }
        else if (record.Event == EventKind.Error)
        {
            record.IsError = true;
            record.Stage ??= record.EventStage;
        }
    }
}
