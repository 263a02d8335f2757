using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>What the server offered in reply to the last EHLO.</summary>
internal sealed class HelloFacts
{
    public IReadOnlyList<string> Extensions { get; private set; } = [];

    public IReadOnlyList<string> Mechanisms { get; private set; } = [];

    public void Take(IEnumerable<string> lines)
    {
        var extensions = new List<string>();
        var mechanisms = new List<string>();
        foreach (string line in lines)
        {
            if (line.Length == 0)
            {
                continue;
            }

            extensions.Add(line);

            // Old servers wrote AUTH=LOGIN, as the draft of RFC 2554 had it, often beside the proper form.
            if (line.Length > 4 && line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) && line[4] is ' ' or '\t' or '=')
            {
                AddMechanisms(line.Substring(5), mechanisms);
            }
        }

        Extensions = extensions;
        Mechanisms = mechanisms;
    }

    private static void AddMechanisms(string names, List<string> mechanisms)
    {
        foreach (string name in names.Split([' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries))
        {
            string mechanism = name.ToUpperInvariant();
            if (!mechanisms.Contains(mechanism))
            {
                mechanisms.Add(mechanism);
            }
        }
    }
}
