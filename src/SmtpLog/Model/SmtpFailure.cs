using System.Text;

namespace SmtpLog;

/// <summary>Why a send or a check ended: the one shape that results, error records and Error lines are made from.</summary>
internal sealed class SmtpFailure
{
    public SmtpErrorKind Kind { get; init; }

    /// <summary>Null where nothing was begun.</summary>
    public SmtpStage? Stage { get; init; }

    /// <summary>The sentence without host, port and reply.</summary>
    public string Sentence { get; init; } = string.Empty;

    /// <summary>
    /// What is known of the cause without a name or a text of the other side, for the diagnosis; null: the sentence
    /// has it.
    /// </summary>
    public string? Detail { get; init; }

    public int? Code { get; init; }

    public string? EnhancedCode { get; init; }

    /// <summary>The server's words, its lines joined by line feeds.</summary>
    public string? Reply { get; init; }

    public bool IsTransient => Code is { } code
        ? code is >= 400 and < 500
        : Kind is SmtpErrorKind.ConnectionRefused or SmtpErrorKind.ConnectionTimeout or SmtpErrorKind.ConnectionLost
            or SmtpErrorKind.SendTimeout or SmtpErrorKind.ServiceUnavailable;

    /// <summary>The whole message: sentence, server, stage, code and the server's words.</summary>
    public string Describe(string host, int port)
    {
        if (Stage is null)
        {
            return Sentence;
        }

        var text = new StringBuilder(Sentence.TrimEnd('.'));
        text.Append(" (").Append(host).Append(':').Append(port).Append(", stage ").Append(Stage).Append(')');
        if (Code is { } code)
        {
            text.Append(": ").Append(code);
            if (EnhancedCode is not null)
            {
                text.Append(' ').Append(EnhancedCode);
            }
        }

        if (!string.IsNullOrEmpty(Reply))
        {
            text.Append(Code is null ? ": " : " ").Append(Reply!.Replace("\n", " "));
        }

        return text[text.Length - 1] == '.' ? text.ToString() : text.Append('.').ToString();
    }
}
