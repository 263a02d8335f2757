using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Failures as the user sees them: the error, the result, the log.</summary>
public sealed class SendFailureTests : EngineTest
{
    private const string Send = "$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject x";

    [Fact]
    public void A_wrong_host()
    {
        Run("$global:t = New-SmtpTransporter mail.nowhere.invalid -Port 2525 -LogPath $log");

        var error = Fail("HostNotFound", ErrorCategory.ObjectNotFound, SmtpStage.Connect, 0);

        Assert.Contains("mail.nowhere.invalid:2525", error.Exception.Message);
        Assert.Equal(["SMTP Connecting to 'mail.nowhere.invalid' at port 2525.", "SMTP Error.", "SMTP Connection closed."], Sentences());
    }

    [Fact]
    public void A_refused_port()
    {
        int port = FreePort();
        Run($"$global:t = New-SmtpTransporter 127.0.0.1 -Port {port} -LogPath $log");

        var error = Fail("ConnectionRefused", ErrorCategory.ConnectionError, SmtpStage.Connect, 0);

        Assert.Contains($"127.0.0.1:{port}", error.Exception.Message);
        Assert.Equal([$"SMTP Connecting to '127.0.0.1' at port {port}.", "SMTP Error.", "SMTP Connection closed."], Sentences());
        Assert.True(((SmtpSendResult)error.TargetObject).IsTransient);
    }

    [Fact]
    public void A_wrong_password()
    {
        Session.Set("wrong", Login(User, "battery staple"));
        var server = Serve("-Credential $cred", "-Credential $wrong -LogPath $log");

        var error = Fail("AuthenticationFailed", ErrorCategory.AuthenticationError, SmtpStage.Auth, 535);

        var result = (SmtpSendResult)error.TargetObject;
        Assert.Equal("5.7.8", result.EnhancedCode);
        Assert.Contains($"127.0.0.1:{server.Port}", error.Exception.Message);
        Assert.Contains("535 5.7.8", error.Exception.Message);
        Assert.False(result.IsTransient);
        Assert.Single(LogLines(), line => line.Contains("S < \"535"));
        Assert.Equal("SMTP Error.", Sentences()[^2]);
        Assert.Equal("SMTP Connection closed.", Sentences()[^1]);
    }

    [Fact]
    public void A_mechanism_that_the_server_does_not_have()
    {
        Serve("-Credential $cred -Mechanism Login", "-Credential $cred -AuthenticationMechanism Plain -LogPath $log");

        var error = Fail("MechanismNotOffered", ErrorCategory.AuthenticationError, SmtpStage.Auth, 0);

        Assert.Contains("LOGIN", error.Exception.Message);
    }

    [Fact]
    public void A_password_in_clear_text()
    {
        Serve("-Tls None -Mechanism Plain, Login", "-Credential $cred -Tls Opportunistic -LogPath $log");

        Fail("ClearTextRefused", ErrorCategory.SecurityError, SmtpStage.Auth, 0);
    }

    [Fact]
    public void A_server_without_STARTTLS()
    {
        Serve("-Tls None", "-Tls StartTls -LogPath $log");

        Fail("StartTlsNotOffered", ErrorCategory.SecurityError, SmtpStage.Tls, 0);
    }

    [Fact]
    public void A_certificate_that_nobody_vouches_for()
    {
        var server = Serve();
        Run($"$global:t = New-SmtpTransporter 127.0.0.1 -Port {server.Port} -LogPath $log");

        Fail("CertificateInvalid", ErrorCategory.SecurityError, SmtpStage.Tls, 0);
    }

    [Fact]
    public void A_server_that_wants_a_login()
    {
        Serve("-Credential $cred");

        Fail("AuthenticationRequired", ErrorCategory.AuthenticationError, SmtpStage.Mail, 530);
    }

    [Fact]
    public void A_server_that_was_stopped()
    {
        Serve();
        Run(Send).All<object>();
        Run("$server | Stop-SmtpTestServer").All<object>();
        System.IO.File.Delete(LogPath);
        Run("$t.Dispose(); $global:t = $server | New-SmtpTransporter -LogPath $log");

        Fail("ConnectionRefused", ErrorCategory.ConnectionError, SmtpStage.Connect, 0);
    }

    [Fact]
    public void With_ErrorAction_Stop_catch_gets_the_result()
    {
        Run($"$global:t = New-SmtpTransporter 127.0.0.1 -Port {FreePort()} -LogPath $log");

        var output = Run($"try {{ {Send} -ErrorAction Stop; 'not reached' }} catch {{ $_ }}");

        var error = Assert.IsType<ErrorRecord>(output.Objects[^1].BaseObject);
        Assert.StartsWith("ConnectionRefused,", error.FullyQualifiedErrorId);
        var result = Assert.IsType<SmtpSendResult>(error.TargetObject);
        Assert.Same(result, output.Objects[0].BaseObject);
        var exception = Assert.IsType<SmtpLogException>(error.Exception);
        Assert.Same(result, exception.Result);
        Assert.Equal(SmtpErrorKind.ConnectionRefused, exception.ErrorKind);
    }

    [Fact]
    public void With_ErrorAction_SilentlyContinue_the_result_still_tells()
    {
        Run($"$global:t = New-SmtpTransporter 127.0.0.1 -Port {FreePort()}");

        var result = Run($"{Send} -ErrorAction SilentlyContinue").Single<SmtpSendResult>();

        Assert.Equal(SmtpErrorKind.ConnectionRefused, result.ErrorKind);
        Assert.Contains(result.Transcript, entry => entry.IsError && entry.Text.StartsWith("SMTP Error. kind=ConnectionRefused stage=Connect", StringComparison.Ordinal));
    }

    private ErrorRecord Fail(string id, ErrorCategory category, SmtpStage stage, int code)
    {
        var output = Run(Send);
        var error = output.Error(id, "Send-SmtpLoggedMessage");
        Run("$t.Dispose()").All<object>();

        var result = Assert.IsType<SmtpSendResult>(Assert.Single(output.Objects).BaseObject);
        Assert.Same(result, error.TargetObject);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
        Assert.Equal((id, stage, code), ($"{result.ErrorKind}", result.FailedStage, result.Status));
        Assert.Contains($"stage {stage}", error.Exception.Message);
        Assert.Equal(error.Exception.Message, result.StatusText);
        Assert.NotNull(result.Diagnosis);
        Assert.Equal(result.Diagnosis.Advice, error.ErrorDetails.RecommendedAction);
        Assert.StartsWith("SMTP Connecting", LogEvents()[0]);
        Assert.Single(LogEvents(), line => line.StartsWith($"SMTP Error. kind={id} stage={stage}", StringComparison.Ordinal));
        Assert.StartsWith("SMTP Connection closed.", LogEvents()[^1]);
        return error;
    }

    /// <summary>The events' fixed phrases.</summary>
    private string[] Sentences() => [.. LogEvents().Select(line => line[..(line.IndexOf(". ", StringComparison.Ordinal) is var dot and >= 0 ? dot + 1 : line.Length)])];

    /// <summary>A port that was free a moment ago.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
