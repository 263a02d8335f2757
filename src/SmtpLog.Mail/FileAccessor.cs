using System;
using System.IO;
using SmtpLog.Lines;

namespace SmtpLog.Mail;

/// <summary>Opens the files that go into a message.</summary>
internal static class FileAccessor
{
    /// <exception cref="MailFailureException">AttachmentNotFound.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotFound(path, e.Message);
        }
    }

    public static MailFailureException NotFound(string path, string reason) =>
        new(new SmtpFailure { Kind = SmtpErrorKind.AttachmentNotFound, Sentence = LineSanitizer.Clean($"The file '{path}' cannot be sent: {reason.TrimEnd('.')}.") });
}
