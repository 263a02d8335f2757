using System.Linq;
using System.Text;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Reading.Sessions;

/// <summary>-AsSession in the real engine, of the staged module.</summary>
public class AsSessionTests : EngineTest
{
    [Fact]
    public void A_file_gives_its_session()
    {
        WriteFile("clean.log", SampleLogs.Clean);

        var session = Run("ConvertFrom-SmtpLog clean.log -AsSession").Single<SmtpLogSession>();

        Assert.Equal((SmtpSessionOutcome.Failed, 535, 19), (session.Outcome, session.Code, session.Entries.Count));
        Assert.Equal(InFolder("clean.log"), session.Path);
    }

    [Fact]
    public void Lines_from_the_pipeline_give_their_sessions()
    {
        string[] lines = Encoding.UTF8.GetString(SampleLogs.AsPublished).Split('\n');

        var sessions = Run("$args[0] | ConvertFrom-SmtpLog -AsSession", (object)lines).All<SmtpLogSession>();

        Assert.Equal([19L, 1L], sessions.Select(session => session.EntryCount));
        Assert.All(sessions, session => Assert.Null(session.Path));
    }

    [Fact]
    public void A_filter_gives_whole_sessions_that_have_a_match()
    {
        WriteFile("clean.log", SampleLogs.Clean);

        Assert.Equal(19, Run("ConvertFrom-SmtpLog clean.log -AsSession -Code 5xx").Single<SmtpLogSession>().EntryCount);
        Assert.Empty(Run("ConvertFrom-SmtpLog clean.log -AsSession -Code 4xx").All<SmtpLogSession>());
    }

    [Fact]
    public void What_was_sent_can_be_read_back_as_a_session()
    {
        Serve(transporterArguments: "-LogPath $log -LogUserName -Credential $cred");
        SmtpSendResult[] sent = [.. Run("1..2 | ForEach-Object { $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com, c@example.com -Subject $_ -Body \"one`ntwo\" }; $t.Dispose()").All<SmtpSendResult>()];

        var session = Run("ConvertFrom-SmtpLog $log -AsSession").Single<SmtpLogSession>();

        Assert.Equal((SmtpSessionOutcome.Completed, true, true), (session.Outcome, session.Authenticated, session.Secure));
        Assert.Equal((sent[0].SmtpServer, (int?)sent[0].Port, User), (session.Server, session.Port, session.UserName));
        Assert.NotNull(session.CertificateNotAfter);
        Assert.Equal(sent.Select(Describe), session.Messages.Select(Describe));
        Assert.All(session.Messages, message => Assert.True(message.Accepted));
    }

    [Fact]
    public void A_wrong_password_is_one_failed_session_that_agrees_with_the_send()
    {
        Session.Set("wrong", Login(User, "battery staple"));
        Serve("-Credential $cred", "-LogPath $log -Credential $wrong");
        var sent = Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject x -Body y -ErrorAction SilentlyContinue; $t.Dispose()").Objects[0].BaseObject;

        var session = Run("ConvertFrom-SmtpLog $log -AsSession -Failed").Single<SmtpLogSession>();

        Assert.Equal((SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535), (session.ErrorKind, session.FailedStage, session.Code));
        SendAgreement.Check([Assert.IsType<SmtpSendResult>(sent)], System.IO.File.ReadAllText(LogPath));
    }

    private static string Describe(SmtpSendResult sent) =>
        $"{sent.Status} {sent.EnhancedCode} {sent.StatusText} {sent.QueueId} {sent.MessageId} {sent.Size} {string.Join(", ", sent.Recipients)}";

    private static string Describe(SmtpLogMessage message) =>
        $"{message.Code} {message.EnhancedCode} {message.Reply} {message.QueueId} {message.MessageId} {message.Size} {string.Join(", ", message.Recipients)}";
}
