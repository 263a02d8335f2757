namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What a line of curl's says of itself.</summary>
internal enum CurlMarkKind
{
    /// <summary>Nothing that is known.</summary>
    None,

    /// <summary><c>&gt; </c></summary>
    Client,

    /// <summary><c>&lt; </c></summary>
    Server,

    /// <summary><c>* </c> or <c>== Info: </c></summary>
    Info,

    /// <summary><c>} [21 bytes data]</c> and the like.</summary>
    Bytes,

    /// <summary><c>=&gt; Send header, 12 bytes (0xc)</c> and the like: the bytes follow.</summary>
    Dump,

    /// <summary><c>curl: (67) Login denied</c></summary>
    Tool,

    /// <summary>The two lines above the progress meter.</summary>
    MeterHead,
}
