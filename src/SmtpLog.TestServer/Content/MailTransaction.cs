using System.Collections.Generic;

namespace SmtpLog.TestServer.Content;

/// <summary>From MAIL to the end of the content.</summary>
internal sealed class MailTransaction(string from, string parameters, bool utf8)
{
    private readonly List<string> _recipients = [];
    private readonly List<string> _recipientParameters = [];

    public string From { get; } = from;

    public string Parameters { get; } = parameters;

    /// <summary>True where addresses may be non-ASCII.</summary>
    public bool Utf8 { get; } = utf8;

    public IReadOnlyList<string> Recipients => _recipients;

    public IReadOnlyList<string> RecipientParameters => _recipientParameters;

    public MessageContent Content { get; } = new();

    /// <summary>True once a BDAT chunk came: then only BDAT may follow (RFC 3030, section 2).</summary>
    public bool HasChunks { get; set; }

    public void AddRecipient(string address, string parameterText)
    {
        _recipients.Add(address);
        _recipientParameters.Add(parameterText);
    }
}
