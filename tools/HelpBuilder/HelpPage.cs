using System.Collections.Generic;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>What one page says of its cmdlet.</summary>
internal sealed class HelpPage
{
    public required string File { get; init; }

    public required string Name { get; init; }

    public string Synopsis { get; set; } = string.Empty;

    public List<HelpText> Description { get; } = [];

    public List<HelpItem> Parameters { get; } = [];

    public List<HelpItem> Inputs { get; } = [];

    public List<HelpItem> Outputs { get; } = [];

    public List<HelpItem> Examples { get; } = [];

    public List<HelpText> Notes { get; } = [];

    public List<HelpLink> Links { get; } = [];
}
