namespace SmtpLog.Tools.HelpBuilder;

/// <summary>A related cmdlet or topic, which has no address, or a page of the web.</summary>
internal sealed record HelpLink(string Text, string? Address);
