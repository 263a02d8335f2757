using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace SmtpLog.Tests.Engine;

/// <summary>A runspace with the module, and a folder that is the location in it and goes away with it.</summary>
public abstract class EngineTest : IDisposable
{
    private protected const string User = "ops@example.com";

    private protected const string Password = "correct horse";

    private protected EngineTest()
    {
        Session = new PowerShellSession();
        Folder = Directory.CreateTempSubdirectory("smtplog-").FullName;
        Session.SetLocation(Folder);
        Session.Set("log", LogPath);
        Session.Set("cred", Login(User, Password));
    }

    private protected PowerShellSession Session { get; }

    private protected string Folder { get; }

    /// <summary><c>$log</c> in scripts.</summary>
    private protected string LogPath => InFolder("smtp.log");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Session.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private protected static PSCredential Login(string user, string password) => new(user, Secure(password));

    private protected static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    private protected string InFolder(string name) => Path.Combine(Folder, name);

    private protected string WriteFile(string name, byte[] content)
    {
        File.WriteAllBytes(InFolder(name), content);
        return InFolder(name);
    }

    private protected SessionOutput Run(string script, params object?[] arguments) => Session.Run(script, arguments);

    /// <summary>A test server, <c>$server</c> in scripts, and a transporter to it with a log, <c>$t</c>.</summary>
    private protected SmtpTestServer Serve(string serverArguments = "", string transporterArguments = "-LogPath $log")
    {
        var server = Run($"$global:server = Start-SmtpTestServer {serverArguments}; $server").Single<SmtpTestServer>();
        Run($"$global:t = $server | New-SmtpTransporter {transporterArguments}; $t").Single<SmtpTransporter>();
        return server;
    }

    /// <summary>Sends with <c>$t</c>, which must succeed, and gives what the server got.</summary>
    private protected ReceivedMessage Deliver(SmtpTestServer server, string arguments, params object?[] values)
    {
        var result = Run($"$t | Send-SmtpLoggedMessage {arguments}", values).Single<SmtpSendResult>();
        Xunit.Assert.True(result.Success, result.StatusText);
        return new ReceivedMessage(result, server.Messages[^1]);
    }

    private protected string[] LogLines() => [.. File.ReadLines(LogPath)];

    /// <summary>The bodies of the log's events.</summary>
    private protected string[] LogEvents() => [.. LogLines().Where(line => line.Contains(" ### ")).Select(line => line[(line.IndexOf("### ", StringComparison.Ordinal) + 4)..])];
}
