using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Looks at the properties of a piped row that the engine does not bind: secrets in plain text, and misspelt names.</summary>
internal sealed class InputProperties(IEnumerable<string> known)
{
    private static readonly string[] s_secrets = ["Password", "Passwd", "Pwd", "Token", "AccessToken", "AccessTokenOAuth2", "Secret", "ProxyPassword"];

    private readonly List<string> _known = [.. known];
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The property that holds a secret as plain text; null where none does.</summary>
    public static string? PlainSecret(PSObject row) => row.Properties
        .FirstOrDefault(property => s_secrets.Contains(property.Name, StringComparer.OrdinalIgnoreCase)
            && PSValue.Of(property.Value) is string { Length: > 0 })?.Name;

    /// <summary>A property that is a SecureString, and that no parameter takes.</summary>
    public static string? UnboundSecret(PSObject row) => row.Properties
        .FirstOrDefault(property => s_secrets.Contains(property.Name, StringComparer.OrdinalIgnoreCase)
            && !property.Name.StartsWith("AccessToken", StringComparison.OrdinalIgnoreCase)
            && PSValue.Of(property.Value) is SecureString)?.Name;

    /// <summary>What to warn of: each unknown property once.</summary>
    public IEnumerable<string> Warnings(PSObject row)
    {
        foreach (var property in row.Properties)
        {
            if (_known.Contains(property.Name, StringComparer.OrdinalIgnoreCase) || !_warned.Add(property.Name))
            {
                continue;
            }

            string? meant = _known.FirstOrDefault(name => Distance(name, property.Name) <= 2);
            yield return meant is null
                ? $"The property '{property.Name}' of the input is not a setting of a transporter and was ignored."
                : $"The property '{property.Name}' of the input is not a setting of a transporter and was ignored. Did you mean '{meant}'?";
        }
    }

    /// <summary>Levenshtein's, without case.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                int cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + cost);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
