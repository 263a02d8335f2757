using System.Collections.Generic;
using System.Linq;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>Markdown without its marks.</summary>
internal static class PlainText
{
    public static HelpText Of(Block block) => block switch
    {
        ParagraphBlock paragraph => HelpText.Paragraph(Of(paragraph.Inline)),
        ListBlock list => HelpText.List(list.Cast<ListItemBlock>().Select(Of)),
        CodeBlock code => HelpText.Code(code.Lines.ToString()),
        _ => throw new HelpPageException(block.Line + 1, "Help knows paragraphs, lists and code."),
    };

    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            text.Append(Of(inline));
        }

        return text.ToString();
    }

    /// <summary>The links of a list, one an item; those to other pages of the help are named by their text alone.</summary>
    public static IEnumerable<HelpLink> Links(ListBlock list)
    {
        foreach (var item in list.Cast<ListItemBlock>())
        {
            if (item.Count != 1 || item[0] is not ParagraphBlock { Inline.FirstChild: LinkInline link } || link.NextSibling is not null)
            {
                throw new HelpPageException(item.Line + 1, "An item of Links is a link and nothing else.");
            }

            yield return new HelpLink(Of((ContainerInline)link), IsOfTheWeb(link) ? link.Url : null);
        }
    }

    private static string Of(ListItemBlock item) => item.Count == 1 && item[0] is ParagraphBlock paragraph
        ? Of(paragraph.Inline)
        : throw new HelpPageException(item.Line + 1, "An item of a list is one paragraph.");

    private static string Of(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LinkInline link => IsOfTheWeb(link) ? $"{Of((ContainerInline)link)} ({link.Url})" : Of((ContainerInline)link),
        ContainerInline container => Of(container),
        _ => string.Empty,
    };

    private static bool IsOfTheWeb(LinkInline link) => link.Url?.StartsWith("https://", System.StringComparison.Ordinal) ?? false;
}
