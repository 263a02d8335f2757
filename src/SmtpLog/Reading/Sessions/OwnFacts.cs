namespace SmtpLog.Reading.Sessions;

/// <summary>What few records know beside their text and their session.</summary>
/// <param name="Command">The command, where it is none of the usual ones.</param>
/// <param name="EnhancedCode">Of a self-contained record: the enhanced code that does not follow the code in the text.</param>
/// <param name="ProcessId">Of a self-contained record: the process that wrote it, which may be one of several.</param>
/// <param name="Path">Of a session that goes on in another file: that one.</param>
internal sealed record OwnFacts(string? Command, string? EnhancedCode, int? ProcessId, string? Path);
