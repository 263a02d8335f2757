using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmtpLog.Protection;

/// <summary>
/// Gives each text a number, in the order in which they come. Of more than can be remembered each gets a code: a hash
/// with a key that is made for the run and known to nobody.
/// </summary>
internal sealed class NumberedNames(string prefix) : IDisposable
{
    private const int Most = 100_000;
    private const string CodeDigits = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int CodeLength = 12;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private HMACSHA256? _hash;

    public string Of(string text)
    {
        if (_names.TryGetValue(text, out string? name))
        {
            return name;
        }

        if (_names.Count >= Most)
        {
            return prefix + "-" + Code(text);
        }

        name = prefix + (_names.Count + 1).ToString(CultureInfo.InvariantCulture);
        _names.Add(text, name);
        return name;
    }

    public void Dispose() => _hash?.Dispose();

    private string Code(string text)
    {
        _hash ??= new HMACSHA256();
        byte[] hash = _hash.ComputeHash(Encoding.UTF8.GetBytes(text));
        char[] digits = new char[CodeLength];
        for (int i = 0; i < CodeLength; i++)
        {
            digits[i] = CodeDigits[hash[i] % CodeDigits.Length];
        }

        return new string(digits);
    }
}
