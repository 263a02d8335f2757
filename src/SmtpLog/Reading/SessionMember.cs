namespace SmtpLog.Reading;

/// <summary>What a <see cref="SessionTable{T}"/> keeps of a session; its links are the table's.</summary>
internal abstract class SessionMember<T>
    where T : SessionMember<T>
{
    public SessionIdentity Identity { get; } = new();

    /// <summary>The hash of the identity.</summary>
    public ulong Hash { get; set; }

    /// <summary>The next whose hash falls into the same place.</summary>
    public T? Next { get; set; }

    /// <summary>That which was used next after it.</summary>
    public T? Newer { get; set; }

    /// <summary>That which was used last before it.</summary>
    public T? Older { get; set; }
}
