using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SmtpLog.Tests.Reading.Following;

/// <summary>Writes a damaged log in any encoding in arbitrary pieces, and does to its file whatever can happen to one.</summary>
internal sealed class RandomWriter
{
    private readonly Random _random;
    private readonly FollowedFolder _folder;
    private readonly Encoding _encoding;
    private readonly bool _isNumbered;
    private readonly List<(string Path, List<byte> Content)> _written = [];
    private readonly StringBuilder _done = new();
    private byte[] _text = [];
    private int _at;
    private int _number = 1;
    private int _renamed;

    public RandomWriter(Random random, FollowedFolder folder)
    {
        _random = random;
        _folder = folder;
        _isNumbered = random.Next(2) == 0;
        _encoding = random.Next(6) switch
        {
            0 => Encoding.Unicode,
            1 => Encoding.BigEndianUnicode,
            2 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            _ => new UTF8Encoding(),
        };
        First = Name;
        Begin();
    }

    public string First { get; }

    /// <summary>Each piece from its beginning: a file, or what was in it until it was cut.</summary>
    public IEnumerable<(string Path, byte[] Content)> Written => _written.Select(piece => (piece.Path, piece.Content.ToArray()));

    private string Name => _isNumbered ? $"SmtpLog_{_number.ToString(CultureInfo.InvariantCulture)}.txt" : "a.log";

    /// <summary>One thing, or several before anybody looks.</summary>
    public void Step()
    {
        switch (_random.Next(10))
        {
            case 0:
                Cut();
                break;
            case 1:
                Renew(isRemoved: false);
                break;
            case 2:
                Renew(isRemoved: true);
                break;
            case 3 when _isNumbered:
                MoveOn();
                break;
            case 4:
                // Nothing has happened.
                break;
            default:
                Append();
                break;
        }
    }

    /// <summary>A last file, with a whole line, so that the others are seen to be over.</summary>
    public void End()
    {
        _folder.Rename(Name, "end");
        Begin();
    }

    /// <summary>Some more bytes, without regard to lines or characters.</summary>
    public void Append()
    {
        if (_at == _text.Length)
        {
            string log = new RandomLog(_random).Write();
            _text = _encoding.GetBytes(_random.Next(2) == 0 ? log : log.Replace("\n", "\r\n", StringComparison.Ordinal));
            _at = 0;
        }

        int length = Math.Min(_random.Next(3) == 0 ? _random.Next(1, 20) : _random.Next(1, 4000), _text.Length - _at);
        Write(_text.AsSpan(_at, length));
        _at += length;
    }

    public override string ToString() => _done.ToString();

    private void Cut()
    {
        _done.Append(" cut");
        _folder.Overwrite(Name, string.Empty);
        Begin();
        AppendSome();
    }

    private void Renew(bool isRemoved)
    {
        AppendSome();
        _done.Append(isRemoved ? " remove" : " rename");
        if (isRemoved)
        {
            _folder.Remove(Name);
        }
        else
        {
            _folder.Rename(Name, $"old.{_renamed++}");
        }

        Begin();
        AppendSome();
    }

    private void MoveOn()
    {
        for (int numbers = _random.Next(1, 4); numbers > 0; numbers--)
        {
            AppendSome();
            _number += _random.Next(1, 3);
            _done.Append(" to ").Append(_number);
            Begin();
            AppendSome();
        }
    }

    private void AppendSome()
    {
        for (int times = _random.Next(3); times > 0; times--)
        {
            Append();
        }
    }

    private void Begin()
    {
        _written.Add((_folder.File(Name), []));

        // A file that begins as the one before did could not be told from it.
        Write([.. _encoding.GetPreamble(), .. _encoding.GetBytes(Transcript.Line(_written.Count, "C NOOP") + "\n")]);

        // The rest of a character that was begun elsewhere would turn all that follows into nonsense.
        _at = _text.Length;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _done.Append(' ').Append(bytes.Length);
        _written[^1].Content.AddRange(bytes);
        _folder.AppendBytes(Name, bytes);
    }
}
