using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace SmtpLog.Reading;

/// <summary>Recognises the verb of a client line without making a string of it.</summary>
internal static class SmtpVerbs
{
    private const int LongestUnlisted = 12;

    // Four letters as one number, with the bit cleared that tells small letters from capitals.
    private const uint FourCapitals = 0xDFDFDFDF;
    private const ulong EightCapitals = 0xDFDFDFDFDFDFDFDF;

    private static readonly Dictionary<uint, string> s_others = Four(
        "VRFY", "EXPN", "HELP", "NOOP", "ETRN", "TURN", "ATRN", "BURL", "SEND", "SOML", "SAML", "ONEX", "VERB");

    private static readonly ulong s_startTls = BinaryPrimitives.ReadUInt64BigEndian("STARTTLS"u8);

    /// <summary>The verb and its upper-case name; <see cref="SmtpVerb.None"/> and null where the line does not look like a command.</summary>
    public static SmtpVerb Find(ReadOnlySpan<byte> text, out string? name)
    {
        if (text.Length >= 4 && (text.Length == 4 || Blank.Is(text[4])))
        {
            uint four = BinaryPrimitives.ReadUInt32BigEndian(text) & FourCapitals;
            switch (four)
            {
                case ('M' << 24) | ('A' << 16) | ('I' << 8) | 'L':
                    name = "MAIL";
                    return SmtpVerb.Mail;
                case ('R' << 24) | ('C' << 16) | ('P' << 8) | 'T':
                    name = "RCPT";
                    return SmtpVerb.Rcpt;
                case ('D' << 24) | ('A' << 16) | ('T' << 8) | 'A':
                    name = "DATA";
                    return SmtpVerb.Data;
                case ('E' << 24) | ('H' << 16) | ('L' << 8) | 'O':
                    name = "EHLO";
                    return SmtpVerb.Hello;
                case ('H' << 24) | ('E' << 16) | ('L' << 8) | 'O':
                    name = "HELO";
                    return SmtpVerb.Hello;
                case ('L' << 24) | ('H' << 16) | ('L' << 8) | 'O':
                    name = "LHLO";
                    return SmtpVerb.Hello;
                case ('A' << 24) | ('U' << 16) | ('T' << 8) | 'H':
                    name = "AUTH";
                    return SmtpVerb.Auth;
                case ('Q' << 24) | ('U' << 16) | ('I' << 8) | 'T':
                    name = "QUIT";
                    return SmtpVerb.Quit;
                case ('B' << 24) | ('D' << 16) | ('A' << 8) | 'T':
                    name = "BDAT";
                    return SmtpVerb.Bdat;
                case ('R' << 24) | ('S' << 16) | ('E' << 8) | 'T':
                    name = "RSET";
                    return SmtpVerb.Rset;
            }

            if (s_others.TryGetValue(four, out name))
            {
                return SmtpVerb.Other;
            }
        }

        return FindLonger(text, out name);
    }

    private static SmtpVerb FindLonger(ReadOnlySpan<byte> text, out string? name)
    {
        name = null;
        int length = 0;
        while (length < text.Length && !Blank.Is(text[length]))
        {
            byte value = text[length++];
            bool isLetter = (value | 0x20) is >= 'a' and <= 'z';
            bool isInner = length > 1 && value is (>= (byte)'0' and <= (byte)'9') or (byte)'-';
            if (length > LongestUnlisted || !(isLetter || isInner))
            {
                return SmtpVerb.None;
            }
        }

        if (length < 3)
        {
            return SmtpVerb.None;
        }

        if (length == 8 && (BinaryPrimitives.ReadUInt64BigEndian(text) & EightCapitals) == s_startTls)
        {
            name = "STARTTLS";
            return SmtpVerb.StartTls;
        }

        name = Utf8.Decode(text.Slice(0, length)).ToUpperInvariant();
        return name is "XCLIENT" or "XFORWARD" ? SmtpVerb.Other : SmtpVerb.Unlisted;
    }

    private static Dictionary<uint, string> Four(params string[] names)
    {
        var table = new Dictionary<uint, string>();
        foreach (string name in names)
        {
            table.Add(((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3], name);
        }

        return table;
    }
}
