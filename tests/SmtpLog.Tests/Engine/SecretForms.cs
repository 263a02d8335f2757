using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>All shapes in which a password or a token could show itself.</summary>
internal sealed class SecretForms
{
    private readonly List<string> _forms;

    public SecretForms(string user, string secret)
    {
        string[] messages =
        [
            secret,
            $"\0{user}\0{secret}",
            $"{user}\0{user}\0{secret}",
            $"{user}\0{secret}",
            $"user={user}\u0001auth=Bearer {secret}\u0001\u0001",
        ];

        // What ends a base64 form depends on what follows; its whole groups do not.
        _forms = [secret, .. messages.SelectMany(Base64), .. Enumerable.Range(0, 3).Select(shift => Inside(secret, shift))];
    }

    public void AssertAbsent(string where, IEnumerable<string?> texts)
    {
        foreach (string text in texts.OfType<string>().Distinct())
        {
            foreach (string form in _forms)
            {
                Assert.False(text.Contains(form, StringComparison.Ordinal), $"A secret shows itself in {where} as '{form}': {text}");
            }
        }
    }

    private static IEnumerable<string> Base64(string text)
    {
        string whole = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        yield return whole;
        yield return whole.TrimEnd('=');
        yield return Convert.ToBase64String(Encoding.Unicode.GetBytes(text));
    }

    /// <summary>How the secret looks in the base64 form of something longer, at one of the three offsets.</summary>
    private static string Inside(string secret, int shift)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        int start = (3 - shift) % 3;
        int length = (bytes.Length - start) / 3 * 3;
        return Convert.ToBase64String(bytes, start, length);
    }
}
