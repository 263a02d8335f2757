using System;
using SmtpLog.Lines;

namespace SmtpLog.Redaction.Foreign;

/// <summary>
/// Marks what is secret in the lines of one session of a log that anyone may have written. Unlike a live session's
/// <see cref="Redactor"/> it cannot rely on their order: the log may begin in the middle, lines may be missing, those of
/// another session may come between, and the tool may have masked some of it itself.
/// </summary>
internal sealed class ForeignRedactor(KnownSecrets known)
{
    /// <summary>Of what is not as it should be, a shorter word may be anything.</summary>
    private const int ShortestWord = 4;

    /// <summary>Of one session; of more the first are forgotten.</summary>
    private const int MostLogins = 64;

    private readonly UnescapedText _unescaped = new();
    private SecretSet? _secrets;
    private FoldedSecret? _replyFolds;
    private FoldedSecret? _contentFolds;
    private string _mechanism = string.Empty;
    private int _payloads;
    private int _logins;

    /// <summary>True where the client's next line answers a challenge, or comes though AUTH was refused.</summary>
    private bool _isOutOfStep;

    /// <summary>True where the last challenge asked for the password.</summary>
    private bool _isPasswordAsked;

    /// <summary>The last answer of an exchange of which it is not known what it asks for: it was the password, if a verdict follows.</summary>
    private byte[]? _lastAnswer;

    /// <summary>True where the log shows decoded what was said in base64.</summary>
    private bool _isPlainText;

    /// <summary>True from AUTH, or a challenge, to the reply that ends the exchange.</summary>
    public bool IsInLogin { get; private set; }

    /// <summary>True where the last line that was looked at was an answer of the client's, or AUTH with one.</summary>
    public bool WasPayload { get; private set; }

    /// <summary>More likely a command that is on no list.</summary>
    public static bool IsCapitals(ReadOnlySpan<byte> line)
    {
        foreach (byte value in line.WithoutStart(" \t"u8).WithoutEnd(" \t\r"u8))
        {
            if (value is < (byte)'A' or > (byte)'Z')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True for a line that is base64 and nothing else.</summary>
    public static bool IsEncoded(ReadOnlySpan<byte> line)
    {
        var word = line.WithoutStart(" \t"u8).WithoutEnd(" \t\r"u8);
        var digits = word.WithoutEnd("="u8);
        foreach (byte value in digits)
        {
            if (!Base64Text.IsDigit(value))
            {
                return false;
            }
        }

        return !digits.IsEmpty && word.Length % 4 == 0 && word.Length - digits.Length <= 2;
    }

    /// <param name="line">What the client said, without its end.</param>
    /// <param name="isContent">True for a line of a message, in which AUTH is a word like any other.</param>
    /// <param name="marks">One for each byte of the line.</param>
    public bool Client(ReadOnlySpan<byte> line, bool isContent, Span<bool> marks)
    {
        WasPayload = false;
        if (!isContent && AuthCommand.TryRead(line, out AuthCommand command) && (!_isPlainText || command.HasMechanism))
        {
            return Begin(line, command, marks);
        }

        bool isCommand = !isContent && !_isPlainText && CommandLine.IsCommand(line.WithoutEnd(" \t\r"u8));
        bool isAnswer = isContent ? IsInLogin && IsEncoded(line) : !isCommand && (_isOutOfStep || (IsEncoded(line) && !IsCapitals(line)));
        if (isAnswer)
        {
            return Answer(line, line, marks);
        }

        _isOutOfStep &= !isCommand;
        return isContent ? Content(line, marks) : Scrub(line, isCommand ? CommandLength(line) : 0, goesOn: false, folds: null, marks);
    }

    public bool Server(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        WasPayload = false;
        int start = ReplyPrefix.Length(line);
        bool isReply = start >= 3;
        bool goesOn = line.Length > 3 && line[3] == '-';
        if (isReply && line.StartsWith("334"u8))
        {
            if (Challenge(line, line.Slice(Math.Min(4, line.Length)), marks))
            {
                return true;
            }
        }
        else if (isReply)
        {
            bool isProof = IsInLogin && SaslPayload.IsMutual(_mechanism) && SaslPayload.HasProof(line.Slice(start));
            End(line);
            if (isProof)
            {
                return MarkPart(line, line.Slice(start), marks);
            }
        }
        else if (IsInLogin && IsEncoded(line))
        {
            return Answer(line, line, marks);
        }

        _replyFolds ??= _secrets?.Folds();
        return Scrub(line, start, goesOn, _replyFolds, marks);
    }

    /// <summary>Words of the tool itself, which may repeat what was said.</summary>
    public bool Words(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        int start = Math.Max(ReplyPrefix.Length(line), ReplyPrefix.EnhancedLength(line));
        return Scrub(line, start, goesOn: false, folds: null, marks);
    }

    /// <summary>A line of the log that says nothing by itself: more of a payload that was broken into lines.</summary>
    public bool MorePayload(ReadOnlySpan<byte> line, Span<bool> marks) => Answer(line, line, marks);

    /// <summary>The verb of a command is never masked, nor what belongs to it.</summary>
    private static int CommandLength(ReadOnlySpan<byte> line)
    {
        int length = line.IndexOf((byte)' ');
        var rest = length < 0 ? default : line.Slice(length + 1);
        return length < 0 ? line.Length
            : AsciiText.HasAt(rest, 0, "from:"u8) ? length + 6
            : AsciiText.HasAt(rest, 0, "to:"u8) ? length + 4
            : length;
    }

    private static bool MarkPart(ReadOnlySpan<byte> line, ReadOnlySpan<byte> part, Span<bool> marks)
    {
        part = part.WithoutStart(" \t"u8).WithoutEnd(" \t\r"u8);
        if (OtherMask.Is(part) || !line.Overlaps(part, out int start))
        {
            return false;
        }

        marks.Slice(start, part.Length).Fill(true);
        return true;
    }

    /// <summary>What helps nobody: a prompt, an error in JSON (XOAUTH2), the time stamp of CRAM-MD5, words that are not base64.</summary>
    private static bool IsHarmless(ReadOnlySpan<byte> challenge) =>
        Base64Text.Decode(challenge) is not { } decoded
        || (SaslMessage.IsText(decoded.AsSpan().WithoutEnd("\0\r\n"u8)) && SaslMessage.MechanismOf(decoded) is null);

    private bool Begin(ReadOnlySpan<byte> line, AuthCommand command, Span<bool> marks)
    {
        if (++_logins % MostLogins == 0)
        {
            // Passwords and tokens are known for good; proofs and payloads of so long ago are not quoted any more.
            _secrets = null;
            _replyFolds = _contentFolds = null;
        }

        IsInLogin = _isOutOfStep = true;
        _isPasswordAsked = _isPlainText = false;
        _payloads = 0;
        _mechanism = command.MechanismName;
        bool any = !command.HasMechanism && Answer(line, command.Mechanism, marks);
        any |= !command.Payload.IsEmpty && Answer(line, command.Payload, marks);
        WasPayload = true;
        return any;
    }

    private bool Challenge(ReadOnlySpan<byte> line, ReadOnlySpan<byte> challenge, Span<bool> marks)
    {
        if (!IsInLogin)
        {
            _mechanism = string.Empty;
            _payloads = 0;
        }

        IsInLogin = _isOutOfStep = true;
        challenge = challenge.WithoutStart(" \t"u8).WithoutEnd(" \t\r"u8);
        byte[]? decoded = Base64Text.Decode(challenge);
        _isPasswordAsked = Asks(decoded ?? challenge, "pass"u8);
        _isPlainText = decoded is null && (_isPasswordAsked || Asks(challenge, "user"u8)) && !OtherMask.Is(challenge);
        bool isHarmless = SaslPayload.HasSecretChallenges(_mechanism) ? challenge.IsEmpty
            : _mechanism is "PLAIN" or "LOGIN" or "CRAM-MD5" or "XOAUTH2" or "OAUTHBEARER" || IsHarmless(challenge);
        if (isHarmless || !MarkPart(line, challenge, marks))
        {
            return false;
        }

        // Tools say again in words of their own what the server said.
        _secrets ??= new SecretSet();
        _secrets.AddPayload(challenge);
        return true;
    }

    private static bool Asks(ReadOnlySpan<byte> prompt, ReadOnlySpan<byte> lower) => AsciiText.Lower(prompt).AsSpan().IndexOf(lower) >= 0;

    private void End(ReadOnlySpan<byte> reply)
    {
        // In a log without session ids a reply of another kind may be another session's.
        bool isAccepted = reply.StartsWith("235"u8);
        IsInLogin &= !isAccepted && reply[0] is not ((byte)'4' or (byte)'5');
        _isOutOfStep &= !isAccepted;
        _isPlainText = false;
        if (_lastAnswer is not null && (isAccepted || reply.StartsWith("535"u8)))
        {
            _secrets?.Add(_lastAnswer);
            known.Add(_lastAnswer);
        }

        _lastAnswer = null;
    }

    private bool Answer(ReadOnlySpan<byte> line, ReadOnlySpan<byte> payload, Span<bool> marks)
    {
        payload = payload.WithoutStart(" \t"u8).WithoutEnd(" \t\r"u8);
        bool isCancel = payload.Length == 1 && payload[0] == '*';
        WasPayload = true;
        _payloads += isCancel || payload.IsEmpty ? 0 : 1;
        if (isCancel || !MarkPart(line, payload, marks))
        {
            return false;
        }

        Remember(payload);
        return true;
    }

    private void Remember(ReadOnlySpan<byte> payload)
    {
        _secrets ??= new SecretSet();
        byte[]? decoded = _isPlainText ? null : Base64Text.Decode(payload);
        if (decoded is not null)
        {
            _secrets.AddPayload(payload);
        }

        string mechanism = decoded is not null && SaslMessage.MechanismOf(decoded) is { } shown ? shown : _mechanism;
        var secret = SecretIn(mechanism, payload, decoded);
        _lastAnswer = secret.IsEmpty && mechanism.Length == 0 && decoded is not null && SaslMessage.IsText(decoded) ? decoded : null;
        if (secret.IsEmpty || OtherMask.IsIn(secret))
        {
            return;
        }

        _secrets.Add(secret.ToArray());
        if (mechanism is "PLAIN" or "LOGIN" or "XOAUTH2" or "OAUTHBEARER" or "")
        {
            known.Add(secret);
        }
    }

    /// <summary>Also of what should be base64 and is not, and of an exchange whose beginning the log does not show.</summary>
    private ReadOnlySpan<byte> SecretIn(string mechanism, ReadOnlySpan<byte> payload, byte[]? decoded)
    {
        bool isPassword = _isPasswordAsked || (mechanism == "LOGIN" && _payloads > 1);
        if (mechanism is "LOGIN" or "")
        {
            return !isPassword ? default : decoded is not null && SaslMessage.IsText(decoded) ? decoded : payload;
        }

        if (decoded is null || (mechanism == "PLAIN" && decoded.AsSpan().IndexOf((byte)0) < 0))
        {
            // As swaks shows it on demand: \0name\0password, or a name and a digest. hMailServer cuts long lines in the middle.
            int end = payload.LastIndexOf("\\0"u8);
            var word = end >= 0 ? payload.Slice(end + 2) : payload.Slice(payload.LastIndexOf((byte)' ') + 1);
            bool isCut = payload.IndexOf(" ... "u8) > 0;
            return isCut || word.Length < ShortestWord ? default : word;
        }

        return SaslPayload.SecretIn(mechanism, payload, _payloads);
    }

    /// <summary>Message lines are cut anywhere, behind a mark of equality, with escapes on both sides of the cut (RFC 2045, section 6.7).</summary>
    private bool Content(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        _contentFolds ??= _secrets?.Folds();
        if (_secrets is null || !_unescaped.TryRead(line, Escaping.QuotedPrintable))
        {
            return Scrub(line, 0, goesOn: true, _contentFolds, marks);
        }

        bool[] found = new bool[_unescaped.Bytes.Length];
        bool any = Scrub(_unescaped.Bytes, 0, goesOn: true, _contentFolds, found);
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i])
            {
                marks.Slice(_unescaped.OriginOf(i), _unescaped.OriginOf(i + 1) - _unescaped.OriginOf(i)).Fill(true);
            }
        }

        return known.Mark(line, 0, marks) || any;
    }

    private bool Scrub(ReadOnlySpan<byte> line, int start, bool goesOn, FoldedSecret? folds, Span<bool> marks)
    {
        bool any = !known.IsCollecting && _secrets?.Mark(line, start, goesOn, folds, marks) == true;
        return known.Mark(line, start, marks) || any;
    }
}
