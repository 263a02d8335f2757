namespace SmtpLog.Tools.HelpBuilder;

/// <summary>Something in which a page and its cmdlet do not agree, as MSBuild prints it.</summary>
internal sealed record Gap(string File, int Line, bool IsError, string Code, string Message)
{
    public override string ToString() => $"{File}({Line}): {(IsError ? "error" : "warning")} {Code}: {Message}";
}
