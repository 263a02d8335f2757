namespace SmtpLog.Mail;

/// <summary>What a handshake agreed on.</summary>
internal sealed record TlsFacts(string? Protocol, string? Cipher);
