using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>
/// Where pages and cmdlets do not agree. What a page has too much is an error. What it lacks is a warning, so that a new
/// parameter can be tried before it is described; the tests do not let it pass.
/// </summary>
internal static class Gaps
{
    private static readonly string[] s_ofEveryCmdlet = ["WhatIf", "Confirm"];

    public static IEnumerable<Gap> Between(string folder, IReadOnlyList<HelpPage> pages, IReadOnlyDictionary<string, CmdletFacts> cmdlets)
    {
        foreach (string name in cmdlets.Keys.Except(pages.Select(page => page.Name)))
        {
            yield return new Gap(folder, 0, false, "HELP002", $"{name} has no page.");
        }

        foreach (var page in pages)
        {
            if (!cmdlets.TryGetValue(page.Name, out var facts))
            {
                yield return new Gap(page.File, 1, true, "HELP003", $"There is no cmdlet '{page.Name}'.");
                continue;
            }

            string[] real = [.. facts.Parameters.Select(parameter => parameter.Name).Except(s_ofEveryCmdlet)];
            foreach (string name in real.Except(page.Parameters.Select(parameter => parameter.Title)))
            {
                yield return new Gap(page.File, 1, false, "HELP004", $"The parameter {name} is not on the page.");
            }

            foreach (var item in page.Parameters.Where(item => !real.Contains(item.Title, StringComparer.Ordinal)))
            {
                yield return new Gap(page.File, item.Line, true, "HELP005", $"{page.Name} has no parameter {item.Title}.");
            }
        }
    }
}
