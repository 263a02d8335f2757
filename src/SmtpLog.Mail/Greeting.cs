using System;
using System.IO;
using System.Text;
using SmtpLog.Diagnosis;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>The shortest session: the server's greeting, QUIT, and its goodbye (RFC 5321, section 3.1).</summary>
internal sealed class Greeting(Stream stream, SessionRecorder recorder, StageClock clock)
{
    private const int Ready = 220;

    private readonly byte[] _buffer = new byte[4096];

    /// <exception cref="MailFailureException">The greeting refuses, or is none.</exception>
    public void Exchange()
    {
        clock.Sent();
        Read();
        int code = recorder.Replies.Code;
        if (code != Ready)
        {
            var kind = code == 0 ? SmtpErrorKind.ProtocolError : ReplyKind.Of(code, recorder.Replies.EnhancedCode, SmtpStage.Connect);
            throw new MailFailureException(new SmtpFailure
            {
                Kind = kind,
                Stage = SmtpStage.Connect,
                Sentence = ReplyKind.Sentence(kind),
                Code = code == 0 ? null : code,
                EnhancedCode = recorder.Replies.EnhancedCode,
                Reply = recorder.Replies.Text,
            });
        }

        byte[] quit = Encoding.ASCII.GetBytes("QUIT\r\n");
        stream.Write(quit, 0, quit.Length);
        recorder.Client(quit);
        clock.Sent();
        recorder.Replies.Forget();
        Read();
    }

    private void Read()
    {
        do
        {
            int count = stream.Read(_buffer, 0, _buffer.Length);
            if (count == 0)
            {
                throw new MailFailureException(SmtpErrorKind.ConnectionLost, recorder.Stage, "The server ended the connection without a word");
            }

            clock.Received(recorder.Stage);
            recorder.Server(_buffer.AsSpan(0, count));
        }
        while (!recorder.Replies.IsComplete || recorder.Replies.Text.Length == 0 && recorder.Replies.Code == 0);
    }
}
