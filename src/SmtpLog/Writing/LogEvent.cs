using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SmtpLog.Writing;

/// <summary>A fixed phrase and its facts: what follows <c>###</c>.</summary>
internal sealed class LogEvent(string phrase, params KeyValuePair<string, string>[] facts)
{
    public string Phrase { get; } = phrase;

    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; } = facts;

    /// <summary>True for the events after which nothing goes on of what was under way: a message, or half a line.</summary>
    public bool EndsContent { get; init; }

    public static KeyValuePair<string, string> Fact(string key, string value) => new(key, value);

    public static KeyValuePair<string, string> Fact(string key, long value) =>
        new(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The sentence, its values quoted where they need it: blanks, quotes or nothing inside.</summary>
    public override string ToString()
    {
        if (Facts.Count == 0)
        {
            return Phrase;
        }

        var text = new StringBuilder(Phrase);
        foreach (var fact in Facts)
        {
            text.Append(' ').Append(fact.Key).Append('=');
            if (fact.Value.Length == 0 || fact.Value.IndexOfAny([' ', '"', '\t', '\r', '\n']) >= 0)
            {
                text.Append('"').Append(fact.Value.Replace("\"", "\"\"")).Append('"');
            }
            else
            {
                text.Append(fact.Value);
            }
        }

        return text.ToString();
    }
}
