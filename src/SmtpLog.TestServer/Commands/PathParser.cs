namespace SmtpLog.TestServer.Commands;

/// <summary>Reads <c>&lt;address&gt;</c> as RFC 5321, section 4.1.2, with RFC 6531's characters, has it.</summary>
internal sealed class PathParser(string text)
{
    private int _position;

    /// <summary>Where the path ended.</summary>
    public int Position => _position;

    /// <summary>Without angle brackets and source route; empty for the null path.</summary>
    public string Address { get; private set; } = string.Empty;

    public bool HasDomain { get; private set; }

    public bool TryRead()
    {
        if (!Take('<'))
        {
            return false;
        }

        if (Take('>'))
        {
            return true;
        }

        if (Current == '@' && !SkipSourceRoute())
        {
            return false;
        }

        int start = _position;
        if (!(Current == '"' ? QuotedString() : DotString()))
        {
            return false;
        }

        HasDomain = Take('@');
        if (HasDomain && !(Current == '[' ? AddressLiteral() : Domain()))
        {
            return false;
        }

        Address = text.Substring(start, _position - start);
        return Take('>');
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    private static bool IsAtom(char c) =>
        Ascii.IsLetterOrDigit(c) || c > '\x7F' || c is '!' or (>= '#' and <= '\'') or '*' or '+' or '-' or '/' or '=' or '?'
            or (>= '^' and <= '`') or (>= '{' and <= '~');

    private static bool IsLabel(char c) => Ascii.IsLetterOrDigit(c) || c > '\x7F' || c is '-' or '_';

    private bool Take(char c)
    {
        bool found = Current == c;
        _position += found ? 1 : 0;
        return found;
    }

    // @first,@second:user@domain: to be taken and ignored (appendix C).
    private bool SkipSourceRoute()
    {
        do
        {
            if (!Take('@') || !Domain())
            {
                return false;
            }
        }
        while (Take(','));

        return Take(':');
    }

    private bool DotString()
    {
        do
        {
            int start = _position;
            while (IsAtom(Current))
            {
                _position++;
            }

            if (_position == start)
            {
                return false;
            }
        }
        while (Take('.'));

        return true;
    }

    private bool QuotedString()
    {
        _position++;
        while (_position < text.Length && Current != '"')
        {
            _position += Current == '\\' ? 2 : 1;
        }

        return Take('"');
    }

    private bool AddressLiteral()
    {
        _position++;
        int start = _position;
        while (Ascii.IsVisible(Current) && Current is not ('[' or ']' or '\\'))
        {
            _position++;
        }

        return _position > start && Take(']');
    }

    private bool Domain()
    {
        do
        {
            int start = _position;
            while (IsLabel(Current))
            {
                _position++;
            }

            if (_position == start || text[start] == '-' || text[_position - 1] == '-')
            {
                return false;
            }
        }
        while (Take('.'));

        return true;
    }
}
