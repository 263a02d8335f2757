using System;
using System.Collections.Generic;
using System.Text;

namespace SmtpLog.Redaction;

/// <summary>
/// The secrets of a session in every form in which a server might quote them, and their removal from a line. Lines
/// and forms are bytes as characters U+0000 to U+00FF; case is ignored, since servers quote in upper case too.
/// </summary>
internal sealed class SecretSet
{
    /// <summary>A shorter secret is taken as a whole word only: else it would destroy the log.</summary>
    private const int ShortestAnywhere = 4;

    /// <summary>A fragment of a secret that is at least as long is masked: a reply may be folded anywhere.</summary>
    private const int ShortestFragment = 8;

    private static readonly Encoding s_bytes = Encoding.GetEncoding("iso-8859-1");
    private static readonly char[] s_paddings = ['='];

    private readonly List<string> _forms = [];

    /// <summary>Adds a password or a token with its encodings.</summary>
    public void Add(string secret)
    {
        if (secret.Length == 0)
        {
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        AddForm(s_bytes.GetString(bytes));
        AddForm(Uri.EscapeDataString(secret));
        AddForm(s_bytes.GetString(Encoding.UTF8.GetBytes(secret.Replace("\\", "\\\\").Replace("\"", "\\\""))));
        AddForm(s_bytes.GetString(Encoding.UTF8.GetBytes(System.Net.WebUtility.HtmlEncode(secret))));
        for (int offset = 0; offset < 3; offset++)
        {
            AddBase64(bytes, offset);
        }
    }

    /// <summary>Adds a base64 payload that was sent.</summary>
    public void AddPayload(string payload)
    {
        string trimmed = payload.Trim().TrimEnd(s_paddings);
        if (trimmed.Length >= ShortestAnywhere)
        {
            AddForm(trimmed);
        }
    }

    /// <summary>The same string where nothing had to be masked; nothing before <paramref name="start"/> is changed.</summary>
    public string Scrub(string line, int start)
    {
        bool[]? hit = null;
        foreach (string form in _forms)
        {
            MarkWhole(line, start, form, ref hit);
        }

        MarkFragments(line, start, ref hit);
        return hit is null ? line : Replace(line, hit);
    }

    private void AddForm(string form)
    {
        if (!_forms.Contains(form))
        {
            _forms.Add(form);
        }
    }

    /// <summary>The part of the base64 that is the same whatever stands before and after the secret.</summary>
    private void AddBase64(byte[] secret, int offset)
    {
        byte[] shifted = new byte[offset + secret.Length];
        secret.CopyTo(shifted, offset);
        string encoded = Convert.ToBase64String(shifted);
        int from = offset == 0 ? 0 : offset + 1;
        int to = shifted.Length % 3 == 0 ? encoded.Length : (shifted.Length / 3 * 4) + (shifted.Length % 3);
        if (to - from >= ShortestAnywhere)
        {
            AddForm(encoded.Substring(from, to - from));
        }
    }

    private static void MarkWhole(string line, int start, string form, ref bool[]? hit)
    {
        for (int at = start; (at = line.IndexOf(form, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (form.Length >= ShortestAnywhere || IsWord(line, at, form.Length))
            {
                Mark(line, at, form.Length, ref hit);
            }
        }
    }

    private void MarkFragments(string line, int start, ref bool[]? hit)
    {
        int at = start;
        while (at < line.Length)
        {
            int end = at;
            while (end < line.Length && line[end] > ' ')
            {
                end++;
            }

            if (end - at >= ShortestFragment)
            {
                string word = line.Substring(at, end - at).Trim('<', '>', '"', '\'', '(', ')', ',', ';').TrimEnd(s_paddings);
                if (word.Length >= ShortestFragment && IsFragment(word))
                {
                    Mark(line, at, end - at, ref hit);
                }
            }

            at = end + 1;
        }
    }

    private bool IsFragment(string word)
    {
        foreach (string form in _forms)
        {
            if (form.Length > word.Length && form.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(string line, int at, int length) =>
        (at == 0 || !IsWordCharacter(line[at - 1])) && (at + length == line.Length || !IsWordCharacter(line[at + length]));

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@' or '+' or '/';

    private static void Mark(string line, int at, int length, ref bool[]? hit)
    {
        hit ??= new bool[line.Length];
        for (int i = at; i < at + length; i++)
        {
            hit[i] = true;
        }
    }

    private static string Replace(string line, bool[] hit)
    {
        var masked = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            if (!hit[i])
            {
                masked.Append(line[i]);
            }
            else if (i == 0 || !hit[i - 1])
            {
                masked.Append(Mask.Text);
            }
        }

        return masked.ToString();
    }
}
