namespace SmtpLog.Diagnosis;

/// <summary>A code such as 5.7.8 (RFC 3463), taken apart.</summary>
internal readonly struct EnhancedStatusCode
{
    private EnhancedStatusCode(int @class, int subject, int detail)
    {
        Class = @class;
        Subject = subject;
        Detail = detail;
    }

    /// <summary>2, 4 or 5.</summary>
    public int Class { get; }

    /// <summary>0 to 999.</summary>
    public int Subject { get; }

    /// <summary>0 to 999.</summary>
    public int Detail { get; }

    /// <summary>Takes only what RFC 3463 allows: a class of 2, 4 or 5 and two numbers of up to three digits.</summary>
    public static bool TryParse(string? text, out EnhancedStatusCode code)
    {
        code = default;
        if (text is null || text.Length is < 5 or > 9 || text[0] is not ('2' or '4' or '5') || text[1] != '.')
        {
            return false;
        }

        var dot = text.IndexOf('.', 2);
        if (dot < 0 || !TryNumber(text, 2, dot, out var subject) || !TryNumber(text, dot + 1, text.Length, out var detail))
        {
            return false;
        }

        code = new EnhancedStatusCode(text[0] - '0', subject, detail);
        return true;
    }

    private static bool TryNumber(string text, int start, int end, out int number)
    {
        number = 0;
        for (var i = start; i < end; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }

            number = (number * 10) + text[i] - '0';
        }

        return end - start is >= 1 and <= 3;
    }
}
