using System;

namespace SmtpLog.Reading;

/// <summary>The commands of a session that wait for their replies, first in, first out (RFC 2920).</summary>
internal sealed class PendingCommands
{
    private const int MostKept = 64;

    private PendingCommand[] _ring = new PendingCommand[8];
    private int _first;

    public int Count { get; private set; }

    /// <summary>The verb of the command sent last, if it still waits.</summary>
    public SmtpVerb LastVerb => Count == 0 ? SmtpVerb.None : Last.Verb;

    /// <summary>The command whose reply is due; default where there is none.</summary>
    public PendingCommand First => Count == 0 ? default : _ring[_first];

    private ref PendingCommand Last => ref _ring[(_first + Count - 1) & (_ring.Length - 1)];

    public void Enqueue(in PendingCommand command)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        Count++;
        Last = command;
    }

    public PendingCommand Dequeue()
    {
        PendingCommand command = _ring[_first];
        _first = (_first + 1) & (_ring.Length - 1);
        Count--;
        return command;
    }

    /// <summary>The first command of that kind, with those before it given up; false, with nothing changed, where there is none.</summary>
    public bool TryDequeueThrough(SmtpVerb verb, out PendingCommand command)
    {
        for (int i = 0; i < Count; i++)
        {
            command = _ring[(_first + i) & (_ring.Length - 1)];
            if (command.Verb == verb)
            {
                _first = (_first + i + 1) & (_ring.Length - 1);
                Count -= i + 1;
                return true;
            }
        }

        command = default;
        return false;
    }

    /// <summary>What was sent last goes on: its reply counts from here.</summary>
    public void TouchLast(long ticks)
    {
        if (Count > 0)
        {
            Last = Last with { Ticks = ticks };
        }
    }

    public void Clear()
    {
        Count = _first = 0;
        if (_ring.Length > MostKept)
        {
            _ring = new PendingCommand[8];
        }
    }

    private void Grow()
    {
        var larger = new PendingCommand[_ring.Length * 2];
        int head = _ring.Length - _first;
        Array.Copy(_ring, _first, larger, 0, head);
        Array.Copy(_ring, 0, larger, head, _first);
        _ring = larger;
        _first = 0;
    }
}
