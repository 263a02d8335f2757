using System;
using System.Collections.Generic;
using SmtpLog.Rehearsing;

namespace SmtpLog.TestServer.Rehearsing;

/// <summary>How far a rehearsal has come: which of its replies is the next at each moment.</summary>
internal sealed class Course(Rehearsal rehearsal)
{
    private readonly Dictionary<string, int> _times = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The reply of this moment; null where it is the server's own.</summary>
    /// <exception cref="RehearsedEndException">It is the end of the connection, or of all replies.</exception>
    public Reply? Next(string moment)
    {
        RehearsedReply? reply;
        lock (_times)
        {
            _times.TryGetValue(moment, out int time);
            reply = rehearsal.At(moment, time);
            _times[moment] = time + 1;
        }

        return reply is null ? null
            : reply.Code == 0 ? throw new RehearsedEndException(reply == RehearsedReply.Silence)
            : new Reply(reply.Code, null, reply.Lines);
    }
}
