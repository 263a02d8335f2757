using System.Collections.Generic;
using System.Globalization;

namespace SmtpLog.TestServer;

/// <summary>The messages of one server, in the order of their acceptance.</summary>
internal sealed class MessageStore
{
    private readonly object _gate = new();
    private readonly List<SmtpTestMessage> _messages = [];
    private readonly string _prefix = Crypto.ToHex(Crypto.RandomBytes(3));
    private int _lastId;

    /// <summary>A copy of what is there now.</summary>
    public IReadOnlyList<SmtpTestMessage> Snapshot()
    {
        lock (_gate)
        {
            return _messages.ToArray();
        }
    }

    public string NextQueueId()
    {
        lock (_gate)
        {
            return _prefix + (++_lastId).ToString("X4", CultureInfo.InvariantCulture);
        }
    }

    public void Add(SmtpTestMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }
    }
}
