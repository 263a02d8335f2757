using System;
using System.Globalization;
using System.Text;

namespace SmtpLog.Reading.Dialects;

/// <summary>
/// What is known of a connection in a client tool's log, as far as its own lines and marks depend on it. A log that does
/// not name its connections has them numbered from 1; where one name serves several, the later ones get a number too.
/// </summary>
internal sealed class ToolSession(string name = "")
{
    private byte[]? _id;
    private int _number = 1;
    private bool _isConnecting;
    private bool _hasTalk;
    private bool _isInReply;
    private bool _awaitsTls;
    private bool _hasFailed;
    private bool _isEnded;
    private int _lastCode;

    public ReadOnlySpan<byte> Id => _id ??= IdOf(_number);

    /// <summary>The one before it, which is over; empty where it is the first.</summary>
    public ReadOnlySpan<byte> EarlierId => _number == 1 ? default : IdOf(_number - 1);

    /// <summary>True where a record of it came.</summary>
    public bool HasBegun { get; set; }

    /// <summary>True after its closed line.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True where nobody says anything more in it: after its closed line, after a 221.</summary>
    public bool IsOver => _isEnded || IsClosed;

    /// <summary>True after an error reply that no accepted message has made good.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>True where the tool may yet say what went wrong.</summary>
    public bool NeedsExplaining => WasRefused || _hasFailed;

    /// <summary>True after an error whose words say what failed.</summary>
    public bool IsExplained { get; private set; }

    /// <summary>True from a 354 to the dot, or to the next reply where the log leaves that out.</summary>
    public bool IsInContent { get; private set; }

    /// <summary>True where the log shows lines of the message.</summary>
    public bool HasContent { get; private set; }

    /// <summary>True from AUTH to the reply that ends it.</summary>
    public bool IsInLogin { get; private set; }

    /// <summary>A connection is being made: always another one than any before.</summary>
    public void Connecting()
    {
        if (_isConnecting)
        {
            Restart();
        }

        Connected();
    }

    /// <summary>The same where the log may say it several times for one connection.</summary>
    public void Connected()
    {
        if (_hasTalk || _hasFailed || IsOver)
        {
            Restart();
        }

        _isConnecting = true;
    }

    public void Client(ReadOnlySpan<byte> text)
    {
        if (IsOver)
        {
            Restart();
        }

        _hasTalk = true;
        _isInReply = false;
        if (IsInContent)
        {
            HasContent = true;
            IsInContent = !text.SequenceEqual("."u8);
            return;
        }

        SmtpVerb verb = SmtpVerbs.Find(text, out _);
        _awaitsTls = verb == SmtpVerb.StartTls;
        IsInLogin = IsInLogin || verb == SmtpVerb.Auth;
    }

    /// <summary>A greeting after anything was said begins the next one.</summary>
    public void Server(int code, bool isContinued)
    {
        if (IsOver || (code == 220 && _hasTalk && !_awaitsTls && !_isInReply))
        {
            Restart();
        }

        _hasTalk = true;
        _isInReply = isContinued;
        if (isContinued || code == 0)
        {
            return;
        }

        bool isDelivered = _lastCode == 354 && code is >= 200 and < 300;
        WasRefused = code >= 400 || (WasRefused && !isDelivered);
        _lastCode = code;
        IsInLogin = code == 334;
        IsInContent = code == 354;
        HasContent = HasContent && !IsInContent;
        _awaitsTls = false;
        _isEnded = code == 221;
    }

    /// <summary>An event that is not a mark: after the closed line it leads up to the next connection.</summary>
    public void Event()
    {
        if (IsClosed)
        {
            Restart();
        }
    }

    /// <summary>An event that leads up to the next connection, if this one is over.</summary>
    public void LeadUp()
    {
        if (IsOver)
        {
            Restart();
        }
    }

    /// <summary>The log shows nothing of the message, or nothing more.</summary>
    public void LeaveContent() => IsInContent = false;

    public void Fail(bool isExplained)
    {
        _hasFailed = true;
        IsExplained |= isExplained;
    }


    /// <summary>The connection is given up; the tool may still speak of it.</summary>
    public void End() => _isEnded = true;

    public void Close() => IsClosed = true;

    private byte[] IdOf(int number) => Encoding.UTF8.GetBytes(
        name.Length == 0 ? Text(number) : number == 1 ? name : $"{name}-{Text(number)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Restart()
    {
        _id = null;
        _number++;
        _isConnecting = _hasTalk = _isInReply = _awaitsTls = _hasFailed = _isEnded = false;
        HasBegun = IsClosed = IsExplained = WasRefused = IsInLogin = IsInContent = HasContent = false;
        _lastCode = 0;
    }
}
