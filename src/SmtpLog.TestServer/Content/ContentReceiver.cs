using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace SmtpLog.TestServer.Content;

/// <summary>Reads message content off the wire.</summary>
internal sealed class ContentReceiver(Wire wire)
{
    /// <summary>Reads up to the line with nothing but a dot.</summary>
    /// <exception cref="EndOfStreamException">The client closed the connection before it.</exception>
    public async Task ReceiveDataAsync(MessageContent content)
    {
        var unstuffer = new DotUnstuffer();
        while (true)
        {
            wire.Consume(unstuffer.Take(wire.Buffered, content));
            if (unstuffer.IsComplete)
            {
                return;
            }

            await FillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads one BDAT chunk. It has to be read also where it is refused.</summary>
    /// <param name="size">In bytes.</param>
    /// <param name="content">Where it goes; null: nowhere.</param>
    /// <exception cref="EndOfStreamException">The client closed the connection inside of it.</exception>
    public async Task ReceiveChunkAsync(long size, MessageContent? content)
    {
        while (size > 0)
        {
            if (wire.Buffered.Count == 0)
            {
                await FillAsync().ConfigureAwait(false);
            }

            int count = (int)Math.Min(size, wire.Buffered.Count);
            content?.Append(wire.Buffered.AsSpan(0, count));
            wire.Consume(count);
            size -= count;
        }
    }

    /// <summary>Reads what follows BDAT: <c>size [LAST]</c>.</summary>
    public static bool TryParseChunk(string argument, out long size, out bool isLast)
    {
        string[] words = argument.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        isLast = words.Length == 2 && string.Equals(words[1], "LAST", StringComparison.OrdinalIgnoreCase);
        size = 0;
        return words.Length == (isLast ? 2 : 1)
            && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out size);
    }

    private async Task FillAsync()
    {
        if (!await wire.FillAsync().ConfigureAwait(false))
        {
            throw new EndOfStreamException("The client closed the connection in the middle of a message.");
        }
    }
}
