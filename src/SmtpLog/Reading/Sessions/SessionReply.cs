namespace SmtpLog.Reading.Sessions;

/// <summary>A whole reply.</summary>
internal sealed class SessionReply(int code, string? enhancedCode, string text, SmtpStage? stage)
{
    private HelloFacts? _hello;

    /// <summary>The code of its first line.</summary>
    public int Code => code;

    /// <summary>The first enhanced code in it, if it has one.</summary>
    public string? EnhancedCode => enhancedCode;

    /// <summary>Its words without codes, its lines joined by line feeds.</summary>
    public string Text => text;

    /// <summary>The stage of the command that it answers; null where that is not known.</summary>
    public SmtpStage? Stage => stage;

    public bool IsSuccess => Code is >= 200 and < 300;

    public bool IsRefusal => Code >= 400;

    /// <summary>What it offers, as the reply to EHLO.</summary>
    public HelloFacts Hello => _hello ??= new HelloFacts(text);

    /// <summary>Takes the codes off its lines; the enhanced code of a record goes before those in the text.</summary>
    public static SessionReply Of(string lines, int code, string? enhancedCode, SmtpStage? stage)
    {
        if (lines.IndexOf('\n') < 0)
        {
            ReplyText.Split(lines, out string? only, out string text, out _);
            return new(code, enhancedCode ?? only, text, stage);
        }

        string[] words = lines.Split('\n');
        for (int i = 0; i < words.Length; i++)
        {
            // Some logs write the code before the first line alone.
            if (ReplyText.Split(words[i], out string? found, out words[i], out _) == 0)
            {
                words[i] = ReplyText.Words(words[i], lines[0], out found);
            }

            enhancedCode ??= found;
        }

        return new(code, enhancedCode, string.Join("\n", words), stage);
    }
}
