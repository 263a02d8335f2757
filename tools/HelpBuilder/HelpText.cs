using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>A paragraph, a list or a block of code, as plain text.</summary>
internal sealed class HelpText
{
    private HelpText(bool isCode, IReadOnlyList<string> parts, string bullet)
    {
        IsCode = isCode;
        Parts = parts;
        Bullet = bullet;
    }

    public bool IsCode { get; }

    private IReadOnlyList<string> Parts { get; }

    private string Bullet { get; }

    public static HelpText Paragraph(string text) => new(false, [text], string.Empty);

    public static HelpText List(IEnumerable<string> items) => new(false, [.. items], "- ");

    public static HelpText Code(string text) => new(true, [text], string.Empty);

    /// <summary>
    /// Broken into lines at blanks. Get-Help itself does so only in a few languages, and breaks words in all others,
    /// also where the locale is C.
    /// </summary>
    public string Wrap(int width) => IsCode ? Parts[0] : string.Join("\n", Parts.Select(part => Wrap(part, width)));

    private string Wrap(string text, int width)
    {
        var wrapped = new StringBuilder(Bullet);
        int column = Bullet.Length;
        bool isFirst = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (isFirst)
            {
                isFirst = false;
            }
            else if (column + 1 + word.Length > width)
            {
                wrapped.Append('\n').Append(' ', Bullet.Length);
                column = Bullet.Length;
            }
            else
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }
}
