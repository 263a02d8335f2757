using System;
using System.Text;
using System.Threading.Tasks;

namespace SmtpLog.TestServer.Commands;

/// <summary>Reads what the client sends line by line: commands and the answers of a SASL exchange.</summary>
internal sealed class LineReader(Wire wire)
{
    /// <summary>What RFC 4954, section 4, wants a server to take in a SASL exchange, with CRLF.</summary>
    public const int MaximumLength = 12288;

    public async Task<ReceivedLine> ReadAsync()
    {
        int searched = 0;
        bool tooLong = false;
        while (true)
        {
            int end = IndexOfLineFeed(wire.Buffered, searched);
            if (end >= 0)
            {
                return Take(end + 1, tooLong);
            }

            searched = wire.Buffered.Count;
            if (searched >= MaximumLength)
            {
                wire.Consume(searched);
                tooLong = true;
                searched = 0;
            }

            if (!await wire.FillAsync().ConfigureAwait(false))
            {
                return new ReceivedLine(LineState.EndOfStream);
            }
        }
    }

    private static int IndexOfLineFeed(ArraySegment<byte> bytes, int from)
    {
        int found = bytes.AsSpan().Slice(from).IndexOf((byte)'\n');
        return found < 0 ? -1 : from + found;
    }

    private ReceivedLine Take(int length, bool tooLong)
    {
        ReceivedLine line = tooLong || length > MaximumLength
            ? new ReceivedLine(LineState.TooLong)
            : Decode(wire.Buffered, length);
        wire.Consume(length);
        return line;
    }

    private static ReceivedLine Decode(ArraySegment<byte> bytes, int length)
    {
        int textLength = length - 2;
        Span<byte> line = bytes.AsSpan(0, length);
        if (textLength < 0 || line[textLength] != '\r' || HasControl(line.Slice(0, textLength)))
        {
            return new ReceivedLine(LineState.Malformed);
        }

        try
        {
            return new ReceivedLine(LineState.Complete, Crypto.StrictUtf8.GetString(bytes.Array!, bytes.Offset, textLength));
        }
        catch (DecoderFallbackException)
        {
            return new ReceivedLine(LineState.Malformed);
        }
    }

    private static bool HasControl(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is < 0x20 or 0x7F)
            {
                return true;
            }
        }

        return false;
    }
}
