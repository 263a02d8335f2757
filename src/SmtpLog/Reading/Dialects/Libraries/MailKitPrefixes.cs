using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Tells who said a line: by its prefix, or, where the prefixes do not differ, by its looks and by what was said before.
/// </summary>
internal sealed class MailKitPrefixes
{
    private const int MostLength = 32;

    private byte[] _client = [(byte)'C', (byte)':', (byte)' '];
    private byte[] _server = [(byte)'S', (byte)':', (byte)' '];
    private bool _learnsServer;
    private bool _learnsClient;

    /// <summary>True in a message whose lines may look like the server's.</summary>
    public bool IsContent { get; private set; }

    private bool IsClientHidden => _server.AsSpan().StartsWith(_client);

    /// <summary>A connection begins: its first two lines show the prefixes.</summary>
    public void Learn()
    {
        _learnsServer = true;
        _learnsClient = IsContent = false;
    }

    /// <summary>True where one of the two said it, whatever it is.</summary>
    public bool IsPrefixed(ReadOnlySpan<byte> line) =>
        (_client.Length > 0 && line.StartsWith(_client)) || (_server.Length > 0 && line.StartsWith(_server));

    /// <summary>Who said it, and the length of the prefix; an event where neither of the two did.</summary>
    public SmtpLogOrigin Read(ReadOnlySpan<byte> line, out int prefix)
    {
        if (_learnsServer && TryLearn(line, isServer: true, ref _server))
        {
            _learnsServer = false;
            _learnsClient = true;
        }
        else if (_learnsClient && TryLearn(line, isServer: false, ref _client))
        {
            _learnsClient = false;
        }

        if (IsContent && TrySkip(line, _client, out prefix))
        {
            IsContent = !line.Slice(prefix).SequenceEqual("."u8);
            return SmtpLogOrigin.Client;
        }

        bool isServer = TrySkip(line, _server, out int server);
        bool isClient = TrySkip(line, _client, out int client);
        if (isServer && isClient)
        {
            isServer = server == client ? ToolLine.IsReply(line.Slice(server)) : server > client;
        }

        // Without a prefix a line must say something, to be more than the end of the file.
        isClient = isClient && (client > 0 || Blank.CountLeading(line) < line.Length);
        prefix = isServer ? server : client;
        IsContent = isServer && IsClientHidden && line.Slice(prefix).StartsWith("354"u8);
        return isServer ? SmtpLogOrigin.Server : isClient ? SmtpLogOrigin.Client : SmtpLogOrigin.Event;
    }

    private static bool TrySkip(ReadOnlySpan<byte> line, byte[] prefix, out int length)
    {
        length = prefix.Length == 0 ? 0 : ToolLine.Mark(line, prefix);
        return prefix.Length == 0 || length > 0;
    }

    private static bool TryLearn(ReadOnlySpan<byte> line, bool isServer, ref byte[] prefix)
    {
        for (int at = 0; at <= MostLength && at < line.Length; at++)
        {
            ReadOnlySpan<byte> rest = line.Slice(at);
            bool isMeant = isServer
                ? ReplyText.TryReadCode(rest, out int code, out _) && code is 220 or 421 or 554
                : SmtpVerbs.Find(rest, out _) == SmtpVerb.Hello;
            if (isMeant && (at == 0 || !IsWordByte(line[at - 1])))
            {
                prefix = line.Slice(0, at).ToArray();
                return true;
            }
        }

        return false;
    }

    private static bool IsWordByte(byte value) => value is (>= (byte)'0' and <= (byte)'9') || (value | 0x20) is >= 'a' and <= 'z';
}
