using System;
using System.Text;

namespace SmtpLog.Redaction;

/// <summary>
/// Masks what is secret in the lines of one session: all that the client says from AUTH to the end of that exchange
/// but the mechanism's name, and any secret that the server quotes back.
/// </summary>
internal sealed class Redactor
{
    private static readonly Encoding s_bytes = Encoding.GetEncoding("iso-8859-1");

    private readonly SecretSet _secrets = new();
    private string _mechanism = string.Empty;
    private int _payloads;
    private bool _isArmed;
    private bool _inExchange;
    private bool _isHeld;

    public void AddSecret(string secret) => _secrets.Add(secret);

    /// <summary>
    /// Masks every client line until <see cref="EndAuthentication"/>, whatever the server says meanwhile: a reply
    /// sent early must not unmask the answer that is still to come.
    /// </summary>
    public void BeginAuthentication()
    {
        _isHeld = true;
        _isArmed = true;
    }

    public void EndAuthentication()
    {
        _isHeld = false;
        _inExchange = false;
    }

    /// <summary>The line as it may be shown.</summary>
    public ReadOnlySpan<byte> Client(ReadOnlySpan<byte> line)
    {
        if (!_inExchange && Writing.CommandLine.Is(line, "AUTH"u8))
        {
            return Begin(s_bytes.GetString(line.ToArray()));
        }

        if (!_inExchange)
        {
            return line;
        }

        Remember(s_bytes.GetString(line.ToArray()));
        return Mask.Bytes;
    }

    /// <summary>The line as it may be shown; never changes a reply code.</summary>
    public ReadOnlySpan<byte> Server(ReadOnlySpan<byte> line)
    {
        if (!_isArmed)
        {
            return line;
        }

        bool isChallenge = line.Length >= 3 && line.Slice(0, 3).SequenceEqual("334"u8);
        if (_inExchange && !_isHeld && !isChallenge && !(line.Length > 3 && line[3] == '-'))
        {
            _inExchange = false;
        }

        string text = s_bytes.GetString(line.ToArray());
        string masked = isChallenge && text.Length > 4 && IsSecretChallenge(text.Substring(4))
            ? "334 " + Mask.Text
            : _secrets.Scrub(text, ReplyPrefix.Length(text));
        return ReferenceEquals(masked, text) ? line : s_bytes.GetBytes(masked);
    }

    /// <summary>Words of the server that came another way than through <see cref="Server"/>, as they may be shown.</summary>
    public string Scrub(string text)
    {
        if (!_isArmed)
        {
            return text;
        }

        string bytes = s_bytes.GetString(Encoding.UTF8.GetBytes(text));
        string masked = _secrets.Scrub(bytes, 0);
        return ReferenceEquals(masked, bytes) ? text : Encoding.UTF8.GetString(s_bytes.GetBytes(masked));
    }

    private byte[] Begin(string line)
    {
        _isArmed = true;
        _inExchange = true;
        _payloads = 0;
        string[] words = line.Split([' '], 3, StringSplitOptions.RemoveEmptyEntries);
        _mechanism = words.Length > 1 ? words[1].ToUpperInvariant() : string.Empty;
        string shown = words[0];
        if (words.Length > 1)
        {
            shown += " " + (IsMechanismName(words[1]) ? words[1] : Mask.Text);
        }

        if (words.Length > 2)
        {
            Remember(words[2]);
            shown += " " + Mask.Text;
        }

        return s_bytes.GetBytes(shown);
    }

    private void Remember(string payload)
    {
        _payloads++;
        _secrets.AddPayload(payload);
        if (SaslPayload.SecretIn(_mechanism, payload, _payloads) is { } secret)
        {
            _secrets.Add(secret);
        }
    }

    /// <summary>With these a password can be guessed offline, or they hold one.</summary>
    private bool IsSecretChallenge(string payload) =>
        _mechanism.StartsWith("SCRAM-", StringComparison.Ordinal)
        || _mechanism == "DIGEST-MD5"
        || (SaslPayload.Decode(payload) is { } decoded && !ReferenceEquals(_secrets.Scrub(decoded, 0), decoded));

    /// <summary>RFC 4422, section 3.1.</summary>
    private static bool IsMechanismName(string word)
    {
        if (word.Length > 20)
        {
            return false;
        }

        foreach (char c in word)
        {
            if (c is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_') && !(word.Length <= 11 && c is >= 'a' and <= 'z'))
            {
                return false;
            }
        }

        return true;
    }
}
