namespace SmtpLog.Reading.Sessions;

/// <summary>What a self-contained record knows beside its text and its session.</summary>
/// <param name="EnhancedCode">The enhanced code that does not follow the code in the text.</param>
/// <param name="ProcessId">The process that wrote it, which may be one of several.</param>
internal sealed record OwnFacts(string? EnhancedCode, int? ProcessId);
