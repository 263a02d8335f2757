using System.Collections;
using System.Collections.Generic;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Headers as users write them: name → value, or several values.</summary>
internal static class HeaderTable
{
    public static List<KeyValuePair<string, string>> Pairs(IDictionary? headers)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (DictionaryEntry entry in headers ?? new Hashtable())
        {
            object? value = PSValue.Of(entry.Value);
            foreach (object? one in value is IEnumerable many and not string ? many : new[] { value })
            {
                pairs.Add(new($"{entry.Key}", $"{one}"));
            }
        }

        return pairs;
    }
}
