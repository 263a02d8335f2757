using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Protection;

/// <summary>What is kept of a session while its lines are protected.</summary>
internal sealed class SessionSecrets(KnownSecrets known)
{
    public ForeignRedactor Redactor { get; } = new(known);

    public HeaderNames Names { get; } = new();
}
