using System.Collections.Generic;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>A parameter, a type or an example: what stands under a heading of the third level.</summary>
internal sealed class HelpItem
{
    public required string Title { get; init; }

    /// <summary>The line of the heading, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What its line "Default:" says; null without one.</summary>
    public string? Default { get; set; }

    public List<HelpText> Text { get; } = [];
}
