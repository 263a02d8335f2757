using System;
using System.Text;
using System.Text.Json;

namespace SmtpLog.Diagnosis;

/// <summary>
/// What a server says in base64 JSON when it does not accept an access token: RFC 7628 for OAUTHBEARER, and Google's
/// and Microsoft's documentation for XOAUTH2.
/// </summary>
internal sealed class OAuthChallenge
{
    /// <summary>Real ones have some hundred characters.</summary>
    private const int MaximumLength = 8192;

    private const int MaximumValue = 200;

    private OAuthChallenge(string? status, string? scope)
    {
        Status = status;
        Scope = scope;
    }

    /// <summary>Such as <c>400</c> or <c>invalid_token</c>.</summary>
    public string? Status { get; }

    /// <summary>The permission that the token would need.</summary>
    public string? Scope { get; }

    /// <summary>Null where it is not base64 of a JSON object that names a status or a scope.</summary>
    public static OAuthChallenge? Decode(string? challenge)
    {
        if (string.IsNullOrWhiteSpace(challenge) || challenge!.Length > MaximumLength)
        {
            return null;
        }

        try
        {
            var text = challenge.Trim();
            var payload = text.StartsWith("334 ", StringComparison.Ordinal) ? text.Substring(4) : text;
            using var json = JsonDocument.Parse(Convert.FromBase64String(payload), new() { MaxDepth = 8 });
            var status = Value(json.RootElement, "status");
            var scope = Value(json.RootElement, "scope");
            return status is null && scope is null ? null : new OAuthChallenge(status, scope);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // A server may send anything here; what is not a challenge says nothing.
            return null;
        }
    }

    /// <summary>One sentence for people.</summary>
    public override string ToString() => (Status, Scope) switch
    {
        (null, _) => $"The server's challenge names the scope {Scope}.",
        (_, null) => $"The server's challenge says status {Status}.",
        _ => $"The server's challenge says status {Status} and names the scope {Scope}.",
    };

    private static string? Value(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => Printable(value.GetString()!),
            JsonValueKind.Number => Printable(value.GetRawText()),
            _ => string.Empty,
        };
        return text.Length == 0 ? null : text;
    }

    /// <summary>Server text on its way to a terminal: ASCII without controls, and not too much of it.</summary>
    private static string Printable(string text)
    {
        var kept = new StringBuilder();
        foreach (var character in text)
        {
            if (character is >= ' ' and <= '~' && kept.Length < MaximumValue)
            {
                kept.Append(character);
            }
        }

        return kept.ToString().Trim();
    }
}
