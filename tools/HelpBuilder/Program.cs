using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpLog.Tools.HelpBuilder;

// Makes the file that Get-Help reads, of the pages of the cmdlets and of what the compiled cmdlets say of themselves.
if (args.Length != 4)
{
    Console.Error.WriteLine("Usage: HelpBuilder <module.dll> <folder with pages> <online page> <help.xml>");
    return 64;
}

var cmdlets = CmdletFacts.Of(args[0]);
List<HelpPage> pages = [];
List<Gap> gaps = [];
foreach (string file in Directory.EnumerateFiles(args[1], "*.md").Order(StringComparer.Ordinal))
{
    try
    {
        pages.Add(PageReader.Read(file));
    }
    catch (HelpPageException e)
    {
        gaps.Add(new Gap(file, e.Line, true, "HELP001", e.Message));
    }
}

gaps.AddRange(Gaps.Between(args[1], pages, cmdlets));
foreach (var gap in gaps)
{
    Console.WriteLine(gap);
}

if (gaps.Any(gap => gap.IsError))
{
    return 1;
}

new MamlWriter(args[2]).Write(pages.Select(page => (page, cmdlets[page.Name]))).Save(args[3]);
return 0;
