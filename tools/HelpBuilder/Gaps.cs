using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>Where pages and cmdlets do not agree, as lines that MSBuild takes for warnings.</summary>
internal static class Gaps
{
    private static readonly string[] s_ours = ["WhatIf", "Confirm"];

    public static IEnumerable<string> Between(IReadOnlyList<HelpPage> pages, IReadOnlyDictionary<string, CmdletFacts> cmdlets)
    {
        foreach (string name in cmdlets.Keys.Except(pages.Select(page => page.Name)))
        {
            yield return $"HelpBuilder: warning HELP002: {name} has no page.";
        }

        foreach (var page in pages)
        {
            if (!cmdlets.TryGetValue(page.Name, out var facts))
            {
                yield return $"{page.File}(1): warning HELP003: There is no cmdlet '{page.Name}'.";
                continue;
            }

            string[] real = [.. facts.Parameters.Select(parameter => parameter.Name).Except(s_ours)];
            foreach (string name in real.Except(page.Parameters.Select(parameter => parameter.Title)))
            {
                yield return $"{page.File}(1): warning HELP004: The parameter {name} is not on the page.";
            }

            foreach (var item in page.Parameters.Where(item => !real.Contains(item.Title, StringComparer.Ordinal)))
            {
                yield return $"{page.File}({item.Line}): warning HELP005: {page.Name} has no parameter {item.Title}.";
            }
        }
    }
}
