namespace SmtpLog.Reading.Sessions;

/// <summary>A whole reply.</summary>
/// <param name="Code">The code of its first line.</param>
/// <param name="EnhancedCode">The first enhanced code in it, if it has one.</param>
/// <param name="Text">Its words without codes, its lines joined by line feeds.</param>
/// <param name="Stage">The stage of the command that it answers; null where that is not known.</param>
internal sealed record SessionReply(int Code, string? EnhancedCode, string Text, SmtpStage? Stage)
{
    public bool IsSuccess => Code is >= 200 and < 300;

    public bool IsRefusal => Code >= 400;
}
