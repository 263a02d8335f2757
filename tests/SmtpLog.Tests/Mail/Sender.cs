using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.Mail;
using SmtpLog.Tests.Reading.Sessions;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>A mailer with a log of its own, and what has to hold of every send that fails.</summary>
internal sealed class Sender : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly SmtpMailer _mailer;
    private readonly List<SmtpSendResult> _results = [];
    private bool _isClosed;

    public Sender(Setup setup, int port)
    {
        Setup = setup;
        Port = port;
        _mailer = new SmtpMailer(setup.Options(port, _path));
    }

    public Setup Setup { get; }

    public int Port { get; }

    /// <summary>What the log holds now.</summary>
    public string[] Log => File.ReadAllLines(_path);

    public static SmtpMessageOptions Message(params string[] to) => new()
    {
        From = "ops@example.com",
        To = to.Length > 0 ? to : ["bob@example.com"],
        Subject = "Try",
        TextBody = "done",
    };

    public async Task<SmtpSendResult> SendAsync(SmtpMessageOptions? message = null, CancellationTokenSource? stop = null)
    {
        var result = await Bound.Run(() => _mailer.Send(message ?? Message(), stop?.Token ?? TestContext.Current.CancellationToken));
        _results.Add(result);
        return result;
    }

    public async Task<SmtpSendResult> SucceedAsync(SmtpMessageOptions? message = null)
    {
        var result = await SendAsync(message);
        Assert.True(result.Success, result.StatusText);
        Assert.Null(result.ErrorKind);
        Assert.Null(result.FailedStage);
        Assert.Null(result.Diagnosis);
        Assert.Equal(250, result.Status);
        return result;
    }

    /// <summary>Sends, and holds the failure against all that has to be true of one.</summary>
    public async Task<SmtpSendResult> FailAsync(
        SmtpErrorKind kind, SmtpStage stage, int code = 0, SmtpMessageOptions? message = null, CancellationTokenSource? stop = null)
    {
        message ??= Message();
        var result = await SendAsync(message, stop);
        Assert.Equal((kind, (SmtpStage?)stage, code), (result.ErrorKind!.Value, result.FailedStage, result.Status));
        Assert.False(result.Success);
        Assert.Null(result.LogError);
        Assert.Contains($"({Setup.Host}:{Port}, stage {stage})", result.StatusText, StringComparison.Ordinal);
        if (code != 0)
        {
            Assert.Contains($": {code}", result.StatusText, StringComparison.Ordinal);
            Assert.Equal(code / 100 == 4, result.IsTransient);
        }
        else
        {
            Assert.NotNull(result.Diagnosis!.Cause);
            Assert.NotNull(result.Diagnosis.Advice);
        }

        Assert.NotNull(result.Diagnosis);
        Assert.NotEmpty(result.Diagnosis.Meaning);
        Assert.Equal(message.To.Count, result.Recipients.Count);

        CheckEvents(result, kind, stage, code);
        return result;
    }

    /// <summary>Ends the mailer; the log is complete then, and its sessions have to say what the results said.</summary>
    public async Task<string[]> CloseAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            await Bound.Run(() =>
            {
                _mailer.Dispose();
                return true;
            });
        }

        foreach (var session in Log.GroupBy(line => line.Split(' ')[3]))
        {
            string last = Assert.Single(session, line => line.Contains("### SMTP Connection closed.", StringComparison.Ordinal));
            Assert.Same(last, session.Last());
        }

        SendAgreement.Check(_results, File.ReadAllText(_path));
        return Log;
    }

    public void Dispose()
    {
        _mailer.Dispose();
        File.Delete(_path);
    }

    /// <summary>The log's words for the failure, in the result's transcript and in the file.</summary>
    private void CheckEvents(SmtpSendResult result, SmtpErrorKind kind, SmtpStage stage, int code)
    {
        string transcript = Encoding.UTF8.GetString(result.TranscriptBytes);
        if (Setup.LogContent == SmtpLogContent.None)
        {
            Assert.EndsWith(transcript, File.ReadAllText(_path), StringComparison.Ordinal);
        }

        string[] lines = [.. Log.Where(line => line.Split(' ')[3] == result.SessionId)];
        Assert.Contains($"### SMTP Connecting to '{Setup.Host}' at port {Port}.", lines[0], StringComparison.Ordinal);
        string error = Assert.Single(lines, line => line.Contains("### SMTP Error.", StringComparison.Ordinal));
        Assert.Contains($" kind={kind} stage={stage} ", error, StringComparison.Ordinal);
        Assert.Contains($" message=\"{result.StatusText.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", error, StringComparison.Ordinal);
        Assert.Equal(code != 0, error.Contains($" code={code} ", StringComparison.Ordinal));
        Assert.Equal(result.Transcript.Select(entry => entry.ToString()), transcript.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
