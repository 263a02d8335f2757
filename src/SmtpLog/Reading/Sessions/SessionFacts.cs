using SmtpLog.Diagnosis;

namespace SmtpLog.Reading.Sessions;

/// <summary>What the lines of a session have told so far; strings, numbers and marks, and no entries.</summary>
internal sealed class SessionFacts(Repeated repeated)
{
    public ConnectionFacts Connection { get; } = new(repeated);

    public LoginFacts Login { get; } = new(repeated);

    public Transactions Transactions { get; } = new(repeated);

    public ReplyAssembly Reply { get; } = new(repeated);

    public SessionVerdict Verdict { get; } = new();

    /// <summary>What the server offered in reply to the last EHLO.</summary>
    public HelloFacts Hello { get; set; } = HelloFacts.None;

    /// <summary>Of records that stand for themselves; null where the conversation shows the messages.</summary>
    public WholeMail? Mail { get; set; }

    public string? Banner { get; set; }

    /// <summary>True once the client has said anything: what the server says then is no greeting.</summary>
    public bool HasClient { get; set; }

    /// <summary>The server agreed to STARTTLS, and nothing shows yet that TLS stands.</summary>
    public bool IsHandshaking { get; set; }

    /// <summary>The last reply was a 221.</summary>
    public bool SaidGoodbye { get; set; }

    /// <summary>There is a closed line.</summary>
    public bool IsClosed { get; set; }

    /// <summary>What a diagnosis goes by. Without a connecting line the greeting tells who answered: it begins with the server's name (RFC 5321, section 4.2).</summary>
    public DiagnosisInput Describe(SessionFailure failure) => new()
    {
        ErrorKind = failure.Kind,
        Stage = failure.Stage,
        Code = failure.Code,
        EnhancedCode = failure.EnhancedCode,
        Reply = failure.Reply,
        Detail = failure.Sentence,
        Mechanism = Login.Mechanism,
        Host = Connection.Server ?? Banner?.Split(' ')[0],
        Challenge = Login.Challenge,
    };
}
