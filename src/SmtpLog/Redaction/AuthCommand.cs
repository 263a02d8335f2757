using System;
using System.Text;

namespace SmtpLog.Redaction;

/// <summary>
/// <c>AUTH mechanism [initial-response]</c> (RFC 4954), or Exchange's <c>X-EXPS</c>, taken apart; also where what follows
/// the verb is not what it should be: whoever meant AUTH has sent a secret.
/// </summary>
internal readonly ref struct AuthCommand
{
    private const int LongestMechanism = 20;

    public ReadOnlySpan<byte> Verb { get; private init; }

    /// <summary>The word behind the verb.</summary>
    public ReadOnlySpan<byte> Mechanism { get; private init; }

    /// <summary>All that follows.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>In upper case.</summary>
    public string MechanismName => Encoding.ASCII.GetString(Mechanism.ToArray()).ToUpperInvariant();

    /// <summary>
    /// False where the word is more likely a secret: it is no name by RFC 4422, section 3.1, nor one that everyone knows,
    /// in whatever case.
    /// </summary>
    public bool HasMechanism
    {
        get
        {
            foreach (byte value in Mechanism)
            {
                if (value is not (>= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'_'))
                {
                    return Mechanism.Length <= LongestMechanism && MechanismNames.TryParse(MechanismName, out _);
                }
            }

            return Mechanism.Length <= LongestMechanism;
        }
    }

    public static bool TryRead(ReadOnlySpan<byte> line, out AuthCommand command)
    {
        var text = line.WithoutStart(" \t"u8);
        int verb = AsciiText.HasAt(text, 0, "auth"u8) ? 4 : AsciiText.HasAt(text, 0, "x-exps"u8) ? 6 : 0;
        bool isVerb = verb > 0 && (text.Length == verb || text[verb] is <= (byte)' ' or (byte)'=' or (byte)':');
        if (!isVerb)
        {
            command = default;
            return false;
        }

        var rest = text.Slice(verb).WithoutStart(" \t=:"u8);
        int end = rest.IndexOfAny((byte)' ', (byte)'\t');
        var mechanism = end < 0 ? rest : rest.Slice(0, end);
        command = new AuthCommand
        {
            Verb = text.Slice(0, verb),
            Mechanism = mechanism,
            Payload = rest.Slice(mechanism.Length).WithoutStart(" \t"u8).WithoutEnd(" \t"u8),
        };
        return true;
    }
}
