using System;
using System.Text;
using SmtpLog.Lines;

namespace SmtpLog.Redaction;

/// <summary>
/// Masks what is secret in the lines of one session: all that the client says from AUTH to the end of that exchange
/// but the mechanism's name, and any secret that the server quotes back.
/// </summary>
internal sealed class Redactor
{
    private const int CodeLength = 4;

    private readonly SecretSet _secrets = new();
    private readonly FoldedSecret _folds;
    private string _mechanism = string.Empty;
    private int _payloads;
    private bool _isArmed;
    private bool _inExchange;
    private bool _isHeld;
    private bool _isOutOfStep;

    public Redactor() => _folds = _secrets.Folds();

    /// <summary>True where the client's last line was no command but a part of the exchange.</summary>
    public bool WasPayload { get; private set; }

    public void AddSecret(string secret) => _secrets.Add(Encoding.UTF8.GetBytes(secret));

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
        WasPayload = false;
        if (!_inExchange && AuthCommand.TryRead(line, out AuthCommand command))
        {
            return Begin(command);
        }

        if (!_inExchange)
        {
            // A client that sends its secret though AUTH was refused is out of step until its next command.
            _isOutOfStep = _isOutOfStep && !CommandLine.IsCommand(line);
            if (!_isOutOfStep)
            {
                return line;
            }
        }

        WasPayload = true;
        bool isCancel = line.Length == 1 && line[0] == '*';
        if (!isCancel)
        {
            Remember(line);
        }

        return Mask.Bytes;
    }

    /// <summary>The line as it may be shown, good until the next; never changes a reply code.</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="isCut">True where it is but the beginning of a line: a secret at its end may be too.</param>
    public ReadOnlySpan<byte> Server(ReadOnlySpan<byte> line, bool isCut = false)
    {
        if (!_isArmed)
        {
            return line;
        }

        bool isChallenge = line.StartsWith("334"u8);
        bool goesOn = line.Length > 3 && line[3] == '-';
        bool isProving = _inExchange && SaslPayload.IsMutual(_mechanism);
        bool isHidden = _inExchange && isChallenge && SaslPayload.HasSecretChallenges(_mechanism);
        _inExchange = _inExchange && (_isHeld || isChallenge || goesOn);
        if (isHidden)
        {
            return line.Length > CodeLength ? WithMask(line.Slice(0, CodeLength)) : line;
        }

        int start = ReplyPrefix.Length(line);
        return isProving && SaslPayload.HasProof(line.Slice(start))
            ? WithMask(line.Slice(0, start))
            : _secrets.Scrub(line, start, goesOn || isCut, _folds);
    }

    /// <summary>Words of the server that came another way than through <see cref="Server"/>, as they may be shown.</summary>
    public string Scrub(string text)
    {
        if (!_isArmed)
        {
            return text;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var masked = new ByteBuffer(bytes.Length);
        var folds = _secrets.Folds();
        var rest = bytes.AsSpan();
        while (true)
        {
            int end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest.Slice(0, end);
            masked.Append(_secrets.Scrub(line, ReplyPrefix.EnhancedLength(line), end >= 0, folds));
            if (end < 0)
            {
                break;
            }

            masked.Append((byte)'\n');
            rest = rest.Slice(end + 1);
        }

        return masked.Written.SequenceEqual(bytes) ? text : Encoding.UTF8.GetString(masked.ToArray());
    }

    private ReadOnlySpan<byte> Begin(AuthCommand command)
    {
        _isArmed = true;
        _inExchange = true;
        _isOutOfStep = true;
        _payloads = 0;
        _mechanism = command.MechanismName;
        var shown = new ByteBuffer();
        shown.Append(command.Verb);
        if (!command.Mechanism.IsEmpty)
        {
            shown.Append((byte)' ');
            shown.Append(command.HasMechanism ? command.Mechanism : Mask.Bytes);
            if (!command.HasMechanism)
            {
                Remember(command.Mechanism);
            }
        }

        if (!command.Payload.IsEmpty)
        {
            Remember(command.Payload);
            shown.Append((byte)' ');
            shown.Append(Mask.Bytes);
        }

        return shown.Written;
    }

    private void Remember(ReadOnlySpan<byte> payload)
    {
        _payloads++;
        _secrets.AddPayload(payload);
        var secret = SaslPayload.SecretIn(_mechanism, payload, _payloads);
        if (!secret.IsEmpty)
        {
            _secrets.Add(secret.ToArray());
        }
    }

    private static ReadOnlySpan<byte> WithMask(ReadOnlySpan<byte> codes)
    {
        var masked = new ByteBuffer();
        masked.Append(codes);
        if (!codes.IsEmpty && codes[codes.Length - 1] is not ((byte)' ' or (byte)'-'))
        {
            masked.Append((byte)' ');
        }

        masked.Append(Mask.Bytes);
        return masked.Written;
    }
}
