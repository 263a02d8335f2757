using System;
using System.Collections.Generic;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>
/// An event sentence taken apart: a fixed phrase, then <c>key=value</c> facts; a value with blanks stands in double
/// quotes, a double quote inside it is doubled.
/// </summary>
internal sealed class EventFacts
{
    private readonly List<KeyValuePair<string, string>> _facts = [];

    private EventFacts(string phrase) => Phrase = phrase;

    /// <summary>What stands before the facts.</summary>
    public string Phrase { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Facts => _facts;

    /// <summary>The first fact of that name, in any case; null where there is none.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (KeyValuePair<string, string> fact in _facts)
            {
                if (string.Equals(fact.Key, key, StringComparison.OrdinalIgnoreCase))
                {
                    return fact.Value;
                }
            }

            return null;
        }
    }

    public static EventFacts Parse(string sentence)
    {
        int at = 0;
        while (at < sentence.Length && KeyLength(sentence, at) == 0)
        {
            at = NextWord(sentence, at);
        }

        var facts = new EventFacts(sentence.Substring(0, at).TrimEnd());
        while (at < sentence.Length)
        {
            int key = KeyLength(sentence, at);
            if (key == 0)
            {
                at = NextWord(sentence, at);
                continue;
            }

            string name = sentence.Substring(at, key);
            at += key + 1;
            facts._facts.Add(new(name, ReadValue(sentence, ref at)));
        }

        return facts;
    }

    /// <summary>The length of the name before an equals sign; 0 where none starts here.</summary>
    private static int KeyLength(string sentence, int start)
    {
        int at = start;
        while (at < sentence.Length && (char.IsLetterOrDigit(sentence[at]) || sentence[at] is '_' or '-' or '.'))
        {
            at++;
        }

        return at < sentence.Length && sentence[at] == '=' ? at - start : 0;
    }

    private static int NextWord(string sentence, int at)
    {
        while (at < sentence.Length && sentence[at] != ' ')
        {
            at++;
        }

        while (at < sentence.Length && sentence[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static string ReadValue(string sentence, ref int at)
    {
        if (at >= sentence.Length || sentence[at] != '"')
        {
            int start = at;
            int end = sentence.IndexOf(' ', start);
            at = NextWord(sentence, start);
            return sentence.Substring(start, (end < 0 ? sentence.Length : end) - start);
        }

        var value = new StringBuilder();
        for (at++; at < sentence.Length; at++)
        {
            if (sentence[at] == '"')
            {
                if (at + 1 >= sentence.Length || sentence[at + 1] != '"')
                {
                    break;
                }

                at++;
            }

            value.Append(sentence[at]);
        }

        at = NextWord(sentence, at);
        return value.ToString();
    }
}
