using System;
using System.Collections.Generic;

namespace SmtpLog.TestServer.Commands;

/// <summary>What follows MAIL or RCPT: <c>FROM:&lt;address&gt; KEY=value …</c>.</summary>
internal sealed class EnvelopeArgument
{
    private EnvelopeArgument(string address, bool hasDomain, string parameterText, Dictionary<string, string?> parameters)
    {
        Address = address;
        HasDomain = hasDomain;
        ParameterText = parameterText;
        Parameters = parameters;
    }

    public string Address { get; }

    public bool HasDomain { get; }

    /// <summary>As sent.</summary>
    public string ParameterText { get; }

    /// <summary>By upper-case name; null where one has no value.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; }

    /// <param name="argument">What follows the verb.</param>
    /// <param name="keyword"><c>FROM:</c> or <c>TO:</c>.</param>
    /// <param name="badAddress">The reply to an address that is none.</param>
    /// <param name="refusal">Why there is no result; null with one.</param>
    public static EnvelopeArgument? Parse(string argument, string keyword, Reply badAddress, out Reply? refusal)
    {
        if (!argument.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            refusal = Reply.BadSyntax($"Expected {keyword}<address>");
            return null;
        }

        // A blank after the colon is against the grammar, and so common that every server takes it.
        string rest = argument.Substring(keyword.Length).TrimStart(' ');
        var path = new PathParser(rest);
        if (!path.TryRead())
        {
            refusal = badAddress;
            return null;
        }

        rest = rest.Substring(path.Position);
        string parameterText = rest.Trim(' ');
        if (rest.Length > 0 && rest[0] != ' ')
        {
            refusal = badAddress;
            return null;
        }

        Dictionary<string, string?>? parameters = ParseParameters(parameterText);
        refusal = parameters is null ? Reply.BadSyntax("A parameter is malformed or given twice") : null;
        return parameters is null ? null : new EnvelopeArgument(path.Address, path.HasDomain, parameterText, parameters);
    }

    private static Dictionary<string, string?>? ParseParameters(string text)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string parameter in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = parameter.IndexOf('=');
            string name = (equals < 0 ? parameter : parameter.Substring(0, equals)).ToUpperInvariant();
            string? value = equals < 0 ? null : parameter.Substring(equals + 1);
            if (!IsName(name) || value is "" || value?.IndexOf('=') >= 0 || parameters.ContainsKey(name))
            {
                return null;
            }

            parameters.Add(name, value);
        }

        return parameters;
    }

    private static bool IsName(string name)
    {
        foreach (char c in name)
        {
            if (!Ascii.IsLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return name.Length > 0 && name[0] != '-';
    }
}
