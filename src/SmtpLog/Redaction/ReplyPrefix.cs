namespace SmtpLog.Redaction;

/// <summary>The codes at the start of a reply, which are never masked: a password may be <c>250</c>.</summary>
internal static class ReplyPrefix
{
    public static int Length(string line)
    {
        if (line.Length < 3 || !IsDigit(line, 0) || !IsDigit(line, 1) || !IsDigit(line, 2))
        {
            return 0;
        }

        int at = line.Length > 3 && line[3] is ' ' or '-' ? 4 : 3;
        int end = at;
        if (IsDigit(line, end) && SkipNumber(line, ref end) && SkipNumber(line, ref end))
        {
            while (IsDigit(line, end))
            {
                end++;
            }

            if (end == line.Length || line[end] == ' ')
            {
                return end;
            }
        }

        return at;
    }

    private static bool SkipNumber(string line, ref int at)
    {
        while (IsDigit(line, at))
        {
            at++;
        }

        return at < line.Length && line[at++] == '.' && IsDigit(line, at);
    }

    private static bool IsDigit(string line, int at) => at < line.Length && line[at] is >= '0' and <= '9';
}
