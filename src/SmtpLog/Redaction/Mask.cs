namespace SmtpLog.Redaction;

/// <summary>What stands in a log where a secret was: always as long, whatever the secret's length.</summary>
internal static class Mask
{
    public const string Text = "****************";

    public static System.ReadOnlySpan<byte> Bytes => "****************"u8;
}
