using System;
using System.Collections.Generic;

namespace SmtpLog.Reading;

/// <summary>Holds back what comes, but for all that is too early to be among the last so many, until it is let go.</summary>
internal sealed class LastItems<T>(int count, Action<T> emit)
{
    private readonly Queue<T> _held = new();
    private bool _isOpen;

    public void Take(T item)
    {
        if (_isOpen)
        {
            emit(item);
            return;
        }

        _held.Enqueue(item);
        if (_held.Count > count)
        {
            _held.Dequeue();
        }
    }

    /// <summary>The last so many come out, and from now on all.</summary>
    public void Release()
    {
        _isOpen = true;
        while (_held.Count > 0)
        {
            emit(_held.Dequeue());
        }
    }
}
