namespace SmtpLog.Reading;

/// <summary>A command that waits for its reply.</summary>
/// <param name="Verb">What it asks for.</param>
/// <param name="Name">Its verb in capitals; null where the line was no command, though a server will answer it.</param>
/// <param name="Stage">The stage that its reply belongs to.</param>
/// <param name="Ticks">When it was sent, or the last line of what it announced; 0 where that is not known.</param>
internal readonly record struct PendingCommand(SmtpVerb Verb, string? Name, SmtpStage? Stage, long Ticks);
