using System;

namespace SmtpLog.Reading;

/// <summary>
/// Keeps what belongs to the sessions of a log apart, by process and session, and in the order of their last use. In a
/// log of many sessions at once it is asked for every line, so there is no more in it than that takes.
/// </summary>
internal sealed class SessionTable<T>
    where T : SessionMember<T>
{
    private T?[] _places = new T?[16];

    public int Count { get; private set; }

    /// <summary>The one that was silent longest.</summary>
    public T? Oldest { get; private set; }

    /// <summary>The one that was found or added last.</summary>
    public T? Newest { get; private set; }

    /// <summary>Null where it has none; the one it has becomes the newest.</summary>
    public T? Find(int? processId, ReadOnlySpan<byte> session)
    {
        if (Newest is not null && Newest.Identity.Is(processId, session))
        {
            return Newest;
        }

        ulong hash = SessionIdentity.Hash(processId, session);
        T? member = PlaceOf(hash);
        while (member is not null && !(member.Hash == hash && member.Identity.Is(processId, session)))
        {
            member = member.Next;
        }

        if (member is not null)
        {
            Unlink(member);
            Append(member);
        }

        return member;
    }

    /// <summary>Takes in one that is of this session from now on, and that the table has no other of.</summary>
    public void Add(T member, int? processId, ReadOnlySpan<byte> session)
    {
        if (Count == _places.Length)
        {
            Grow();
        }

        member.Identity.Set(processId, session);
        member.Hash = SessionIdentity.Hash(processId, session);
        Insert(member);
        Append(member);
        Count++;
    }

    public void Remove(T member)
    {
        ref T? link = ref PlaceOf(member.Hash);
        if (link == member)
        {
            link = member.Next;
        }
        else
        {
            T before = link!;
            while (before.Next != member)
            {
                before = before.Next!;
            }

            before.Next = member.Next;
        }

        Unlink(member);
        member.Next = null;
        Count--;
    }

    private ref T? PlaceOf(ulong hash) => ref _places[(int)((hash ^ (hash >> 32)) & (uint)(_places.Length - 1))];

    private void Insert(T member)
    {
        ref T? place = ref PlaceOf(member.Hash);
        member.Next = place;
        place = member;
    }

    private void Grow()
    {
        _places = new T?[_places.Length * 2];
        for (T? member = Oldest; member is not null; member = member.Newer)
        {
            Insert(member);
        }
    }

    private void Append(T member)
    {
        member.Older = Newest;
        member.Newer = null;
        if (Newest is null)
        {
            Oldest = member;
        }
        else
        {
            Newest.Newer = member;
        }

        Newest = member;
    }

    private void Unlink(T member)
    {
        if (member.Older is null)
        {
            Oldest = member.Newer;
        }
        else
        {
            member.Older.Newer = member.Newer;
        }

        if (member.Newer is null)
        {
            Newest = member.Older;
        }
        else
        {
            member.Newer.Older = member.Older;
        }
    }
}
