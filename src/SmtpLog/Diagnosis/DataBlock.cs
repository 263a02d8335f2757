using System;
using System.Collections.Generic;

namespace SmtpLog.Diagnosis;

/// <summary>
/// A name in brackets and the <c>field: value</c> lines below it. A line that begins with a blank goes on with the
/// field above it.
/// </summary>
internal sealed class DataBlock(string name)
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    public string Name { get; } = name;

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    /// <exception cref="FormatException">A line is none of the three kinds.</exception>
    public static IReadOnlyList<DataBlock> Read(IEnumerable<string> lines)
    {
        var blocks = new List<DataBlock>();
        foreach (var line in lines)
        {
            if (line[0] == '[' && line[line.Length - 1] == ']')
            {
                blocks.Add(new DataBlock(line.Substring(1, line.Length - 2)));
            }
            else if (blocks.Count == 0)
            {
                throw new FormatException($"'{line}' stands before the first name in brackets.");
            }
            else
            {
                blocks[blocks.Count - 1].Add(line);
            }
        }

        return blocks;
    }

    private void Add(string line)
    {
        if (line[0] == ' ' && _fields.Count > 0)
        {
            var last = _fields[_fields.Count - 1];
            _fields[_fields.Count - 1] = new(last.Key, last.Value + " " + line.Trim());
            return;
        }

        var colon = line.IndexOf(':');
        if (colon <= 0)
        {
            throw new FormatException($"'{line}' in [{Name}] is not of the form 'field: value'.");
        }

        _fields.Add(new(line.Substring(0, colon), line.Substring(colon + 1).Trim()));
    }
}
