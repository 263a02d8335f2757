using System;
using System.Text;
using SmtpLog.Tests.Writing;
using Xunit;

namespace SmtpLog.Tests.Redaction;

/// <summary>A session up to its AUTH, for a client that knows its secret or a server that does not.</summary>
internal static class Exchange
{
    public const string Mask = "****************";

    public static Recording Begin(string? secret = null, Func<int, int>? portion = null)
    {
        var recording = new Recording(portion, SmtpLogContent.Full);
        if (secret is not null)
        {
            recording.Recorder.Redactor.AddSecret(secret);
        }

        return recording.Server("220 mail.example.com").Client("EHLO me").Server("250 AUTH PLAIN");
    }

    /// <summary>After a login with PLAIN, the payload of which is given too.</summary>
    public static Recording AfterPlain(string secret, out string payload, bool knowsSecret = true)
    {
        payload = Base64($"\0bob\0{secret}");
        return Begin(knowsSecret ? secret : null).Client("AUTH PLAIN " + payload);
    }

    public static string Base64(string text) => Base64(Encoding.UTF8.GetBytes(text));

    public static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    public static void AssertHides(Recording recording, params string[] secrets)
    {
        // The masks themselves are no part of a secret made of asterisks.
        string text = recording.Text.Replace(Mask, "\u2022", StringComparison.Ordinal);
        foreach (string secret in secrets)
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
