using System;
using SmtpLog.Lines;

namespace SmtpLog.Mail;

/// <summary>Ends an attempt with a reason that is fit to be shown.</summary>
internal sealed class MailFailureException : Exception
{
    public MailFailureException(SmtpErrorKind kind, SmtpStage stage, string sentence)
        : this(new SmtpFailure { Kind = kind, Stage = stage, Sentence = LineSanitizer.Clean(sentence) })
    {
    }

    public MailFailureException(SmtpFailure failure)
        : base(failure.Sentence) => Failure = failure;

    public SmtpFailure Failure { get; }
}
