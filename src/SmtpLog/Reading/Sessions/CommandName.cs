namespace SmtpLog.Reading.Sessions;

/// <summary>The usual commands as one byte each.</summary>
internal static class CommandName
{
    /// <summary>Stands for every other name.</summary>
    public const byte Other = byte.MaxValue;

    private static readonly string?[] s_names =
        [null, "EHLO", "HELO", "LHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BDAT", "QUIT", "RSET", "NOOP"];

    public static byte Pack(string? name) => name switch
    {
        null => 0,
        "EHLO" => 1,
        "HELO" => 2,
        "LHLO" => 3,
        "STARTTLS" => 4,
        "AUTH" => 5,
        "MAIL" => 6,
        "RCPT" => 7,
        "DATA" => 8,
        "BDAT" => 9,
        "QUIT" => 10,
        "RSET" => 11,
        "NOOP" => 12,
        _ => Other,
    };

    public static string? Unpack(byte name) => s_names[name];
}
