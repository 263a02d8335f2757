using System;
using System.Text;

namespace SmtpLog.Redaction.Patterns;

/// <summary>Names under which programs keep secrets: <c>password</c>, <c>smtpPass</c>, <c>client_secret</c>, <c>--auth-password</c>.</summary>
internal static class SecretKey
{
    private const int Longest = 64;

    private static readonly byte[][] s_endings = Words(
        "password", "passwort", "kennwort", "wachtwoord", "contrasena", "contraseña", "motdepasse", "parola", "hasło", "пароль", "密码", "密碼", "パスワード",
        "passwd", "passphrase", "passcode", "pwd", "passwordeval", "securestring", "secret", "secretkey", "accountkey", "sharedkey");

    private static readonly byte[][] s_ofMachines = Words("apikey", "accesskey", "privatekey", "token", "credential", "credentials", "authorization", "bearer");

    private static readonly byte[][] s_names = Words("pass", "pw", "psw", "jwt", "creds", "senha", "clave", "heslo", "ap", "xp");

    private static readonly byte[][] s_beforePass = Words(
        "smtp", "imap", "mail", "email", "user", "auth", "sasl", "login", "proxy", "relay", "server", "http", "my", "db", "app", "root", "admin");

    /// <summary>True for such a name, whatever its case and the marks between its words.</summary>
    /// <param name="word">The name.</param>
    /// <param name="isOfMachines">True where no person thinks out what it names: then a word like any other is none.</param>
    public static bool Is(ReadOnlySpan<byte> word, out bool isOfMachines)
    {
        word = word.Slice(Math.Max(0, word.Length - Longest));
        Span<byte> buffer = stackalloc byte[Longest];
        int length = 0;
        foreach (byte value in word)
        {
            if (value is not ((byte)'-' or (byte)'_'))
            {
                buffer[length++] = AsciiText.Lower(value);
            }
        }

        ReadOnlySpan<byte> name = buffer.Slice(0, length);
        name = name.WithoutEnd("0123456789"u8);
        isOfMachines = EndsWithOne(name, s_ofMachines);
        return isOfMachines || EndsWithOne(name, s_endings) || IsOne(name, s_names, word) || IsPass(name, word);
    }

    /// <summary><c>ap</c> and <c>xp</c> are options of swaks and sendEmail, and nothing else.</summary>
    private static bool IsOne(ReadOnlySpan<byte> name, byte[][] words, ReadOnlySpan<byte> word)
    {
        foreach (byte[] one in words)
        {
            if (name.SequenceEqual(one))
            {
                return one.Length > 2 || one[0] == 'p' || (word[0] == '-' && word.WithoutStart("-"u8).Length == 2);
            }
        }

        return false;
    }

    /// <summary>The last word of several, which <c>bypass</c> is not.</summary>
    private static bool IsPass(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> pass = "pass"u8;
        word = word.WithoutEnd("0123456789"u8);
        if (!name.EndsWith(pass) || word.Length <= pass.Length)
        {
            return false;
        }

        var before = word.Slice(0, word.Length - pass.Length);
        bool isCapital = word[before.Length] == 'P' && before[before.Length - 1] is >= (byte)'a' and <= (byte)'z';
        return isCapital || before[before.Length - 1] is (byte)'-' or (byte)'_' || EndsWithOne(name.Slice(0, name.Length - pass.Length), s_beforePass);
    }

    private static bool EndsWithOne(ReadOnlySpan<byte> name, byte[][] words)
    {
        foreach (byte[] one in words)
        {
            if (name.EndsWith(one))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[][] Words(params string[] words) => Array.ConvertAll(words, Encoding.UTF8.GetBytes);
}
