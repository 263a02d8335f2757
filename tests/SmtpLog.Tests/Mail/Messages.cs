using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpLog.Contracts;
using SmtpLog.Mail;
using SmtpLog.Tests.Scripted;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Messages as they are built, and as a server gets them.</summary>
internal static class Messages
{
    private static readonly SmtpTransporterOptions s_transporter = new Setup().Options(25, null);

    public static PreparedMessage Build(SmtpMessageOptions options, SmtpTransporterOptions? transporter = null) =>
        MessageBuilder.Build(options, transporter ?? s_transporter);

    /// <summary>The failure that the message is refused with, before anything is opened.</summary>
    public static SmtpFailure Refused(SmtpMessageOptions options)
    {
        var failure = Assert.Throws<MailFailureException>(() => Build(options)).Failure;
        Assert.Null(failure.Stage);
        Assert.Null(failure.Code);
        return failure;
    }

    /// <summary>Types and dispositions, such as <c>mixed(alternative(plain,html),pdf)</c>.</summary>
    public static string Tree(MimeEntity entity) => entity is Multipart multipart
        ? $"{multipart.ContentType.MediaSubtype}({string.Join(",", multipart.Select(Tree))})"
        : entity.ContentType.MediaSubtype;

    /// <summary>What a server gets.</summary>
    public static async Task<SmtpTestMessage> DeliverAsync(SmtpMessageOptions options, SmtpTransporterOptions? transporter = null)
    {
        using var server = new SmtpTestServerEngine(new SmtpTestServerOptions { Tls = SmtpTls.None });
        transporter ??= new Setup { Host = "127.0.0.1" }.Options(server.Port, null);
        using var mailer = new SmtpMailer(transporter.Port == server.Port ? transporter : WithPort(transporter, server.Port));
        var result = await Bound.Run(() => mailer.Send(options, TestContext.Current.CancellationToken));
        Assert.True(result.Success, result.StatusText);
        return Assert.Single(server.Messages);
    }

    public static string Text(this PreparedMessage prepared)
    {
        using var stream = new MemoryStream();
        prepared.Message.WriteTo(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The header lines of that name, unfolded.</summary>
    public static string[] Headers(this SmtpTestMessage message, string name)
    {
        string head = message.GetText().Split("\r\n\r\n")[0].Replace("\r\n ", " ", System.StringComparison.Ordinal).Replace("\r\n\t", " ", System.StringComparison.Ordinal);
        return [.. head.Split("\r\n").Where(line => line.StartsWith(name + ":", System.StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim())];
    }

    public static KeyValuePair<string, string> Pair(string key, string value) => new(key, value);

    private static SmtpTransporterOptions WithPort(SmtpTransporterOptions options, int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Tls = SmtpTls.None,
        BodyEncoding = options.BodyEncoding,
        HeaderEncoding = options.HeaderEncoding,
    };
}
