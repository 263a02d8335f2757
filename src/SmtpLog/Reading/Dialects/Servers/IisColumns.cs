using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>Which columns a W3C log has, as its <c>#Fields:</c> line says.</summary>
internal sealed class IisColumns
{
    private readonly IisColumn[] _columns;

    private IisColumns(IisColumn[] columns) => _columns = columns;

    /// <summary>All columns that can be chosen, for a log that begins without its headings.</summary>
    public static IisColumns Everything { get; } = Parse(
        "date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status sc-win32-status "
        + "sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer)");

    /// <summary>What is chosen at first.</summary>
    public static IisColumns Usual { get; } = Parse("time c-ip cs-method cs-uri-stem sc-status");

    public int Count => _columns.Length;

    public IisColumn this[int index] => _columns[index];

    public bool HasDate => Array.IndexOf(_columns, IisColumn.Date) >= 0;

    public static IisColumns Parse(string names)
    {
        var columns = new List<IisColumn>();
        foreach (string name in names.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            columns.Add(name switch
            {
                "date" => IisColumn.Date,
                "time" => IisColumn.Time,
                "c-ip" => IisColumn.ClientAddress,
                "cs-username" => IisColumn.UserName,
                "cs-method" => IisColumn.Method,
                "cs-uri-query" => IisColumn.Query,
                "sc-status" => IisColumn.Status,
                _ => IisColumn.None,
            });
        }

        return new IisColumns([.. columns]);
    }

    /// <summary>The values of a line. A verb with a blank in it (<c>MAIL FROM</c>) makes for more words than columns.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, ref IisRecord record, out ReadOnlySpan<byte> date, out ReadOnlySpan<byte> time)
    {
        date = time = default;
        int surplus = CountWords(line) - _columns.Length;
        int method = Array.IndexOf(_columns, IisColumn.Method);
        if (surplus is not (0 or 1) || method < 0)
        {
            return false;
        }

        for (int column = 0; column < _columns.Length; column++)
        {
            int words = column == method ? 1 + surplus : 1;
            ReadOnlySpan<byte> value = TakeWords(ref line, words);
            switch (_columns[column])
            {
                case IisColumn.Date:
                    date = value;
                    break;
                case IisColumn.Time:
                    time = value;
                    break;
                case IisColumn.ClientAddress:
                    record.Client = value;
                    break;
                case IisColumn.UserName:
                    record.User = value;
                    break;
                case IisColumn.Method:
                    record.Method = value;
                    break;
                case IisColumn.Query:
                    record.Query = value;
                    break;
                case IisColumn.Status:
                    record.Status = value;
                    break;
            }
        }

        return true;
    }

    public static int CountWords(ReadOnlySpan<byte> line)
    {
        int words = 0;
        while (!TakeWords(ref line, 1).IsEmpty)
        {
            words++;
        }

        return words;
    }

    private static ReadOnlySpan<byte> TakeWords(scoped ref ReadOnlySpan<byte> line, int count)
    {
        int start = 0;
        while (start < line.Length && line[start] == ' ')
        {
            start++;
        }

        int end = start;
        for (int word = 0; word < count; word++)
        {
            while (end < line.Length && line[end] == ' ')
            {
                end++;
            }

            while (end < line.Length && line[end] != ' ')
            {
                end++;
            }
        }

        ReadOnlySpan<byte> words = line.Slice(start, end - start);
        line = line.Slice(end);
        return words;
    }
}
