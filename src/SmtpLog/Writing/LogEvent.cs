using System.Collections.Generic;

namespace SmtpLog.Writing;

/// <summary>A fixed phrase and its facts: what follows <c>###</c>.</summary>
internal sealed class LogEvent(string phrase, params KeyValuePair<string, string>[] facts)
{
    public string Phrase { get; } = phrase;

    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; } = facts;
}
