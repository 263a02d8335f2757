using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Syntax;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>Reads the page of a cmdlet; CONTRIBUTING.md says how one looks.</summary>
internal sealed class PageReader
{
    private const string DefaultMark = "Default: ";

    private readonly HelpPage _page;
    private string _section = string.Empty;
    private HelpItem? _item;

    private PageReader(HelpPage page) => _page = page;

    public static HelpPage Read(string file)
    {
        var blocks = Markdown.Parse(File.ReadAllText(file));
        if (blocks.FirstOrDefault() is not HeadingBlock { Level: 1 } title)
        {
            throw new HelpPageException(1, "A page begins with a heading of the first level, the cmdlet's name.");
        }

        var reader = new PageReader(new HelpPage { File = file, Name = PlainText.Of(title.Inline) });
        foreach (var block in blocks.Skip(1))
        {
            reader.Take(block);
        }

        return reader._page;
    }

    private void Take(Block block)
    {
        if (block is HeadingBlock heading)
        {
            Begin(heading);
        }
        else if (_section == "Links" && block is ListBlock links)
        {
            _page.Links.AddRange(PlainText.Links(links));
        }
        else
        {
            Add(PlainText.Of(block));
        }
    }

    private void Begin(HeadingBlock heading)
    {
        string title = PlainText.Of(heading.Inline);
        int line = heading.Line + 1;
        if (heading.Level == 2)
        {
            _section = title is "Parameters" or "Inputs" or "Outputs" or "Examples" or "Notes" or "Links"
                ? title
                : throw new HelpPageException(line, $"'{title}' is no section: Parameters, Inputs, Outputs, Examples, Notes and Links are.");
            _item = null;
            return;
        }

        if (heading.Level != 3 || Items() is not { } items)
        {
            throw new HelpPageException(line, $"The heading '{title}' has no place here.");
        }

        _item = new HelpItem { Title = title, Line = line };
        items.Add(_item);
    }

    private List<HelpItem>? Items() => _section switch
    {
        "Parameters" => _page.Parameters,
        "Inputs" => _page.Inputs,
        "Outputs" => _page.Outputs,
        "Examples" => _page.Examples,
        _ => null,
    };

    private void Add(HelpText text)
    {
        if (_section.Length == 0 && _page.Synopsis.Length == 0)
        {
            _page.Synopsis = text.Wrap(int.MaxValue);
        }
        else if (_section == "Parameters" && _item is not null && text.Wrap(int.MaxValue) is var line && line.StartsWith(DefaultMark, StringComparison.Ordinal))
        {
            _item.Default = line[DefaultMark.Length..];
        }
        else
        {
            (_item?.Text ?? (_section == "Notes" ? _page.Notes : _page.Description)).Add(text);
        }
    }
}
