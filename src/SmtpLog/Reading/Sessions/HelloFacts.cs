using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>What a server offers in its reply to EHLO (RFC 5321, section 4.1.1.1).</summary>
internal sealed class HelloFacts
{
    public static HelloFacts None { get; } = new(string.Empty);

    /// <param name="reply">The words of the reply; its first line greets.</param>
    public HelloFacts(string reply)
    {
        var extensions = new List<string>();
        var mechanisms = new List<string>();
        string[] lines = reply.Split('\n');
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
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

        // Several sessions may share them.
        Extensions = extensions.AsReadOnly();
        Mechanisms = mechanisms.AsReadOnly();
    }

    public IReadOnlyList<string> Extensions { get; }

    public IReadOnlyList<string> Mechanisms { get; }

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
