using System;

namespace SmtpLog.Reading;

/// <summary>Knows what a record that stands for itself says of its mail; asked only where sessions are made. Has no state.</summary>
internal interface IMailReader
{
    /// <summary>What the text of the record says; null where that is nothing of a mail.</summary>
    MailFacts? Read(ReadOnlySpan<byte> text);
}
