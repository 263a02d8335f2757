using System;
using System.IO;
using MimeKit;

namespace SmtpLog.Tests.Engine;

/// <summary>A message as the server got it, with the result of its send.</summary>
internal sealed class ReceivedMessage(SmtpSendResult result, SmtpTestMessage taken)
{
    public SmtpSendResult Result { get; } = result;

    public SmtpTestMessage Taken { get; } = taken;

    public string Text { get; } = taken.GetText();

    /// <summary>The header block as it was on the wire.</summary>
    public string Header => Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    public MimeMessage Mime { get; } = MimeMessage.Load(new MemoryStream(taken.GetBytes()));

    public static byte[] Content(MimeEntity part)
    {
        using var content = new MemoryStream();
        ((MimePart)part).Content!.DecodeTo(content);
        return content.ToArray();
    }
}
