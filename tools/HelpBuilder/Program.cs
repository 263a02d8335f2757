using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpLog.Tools.HelpBuilder;

// Makes the help file that Get-Help reads of the pages of the cmdlets and of what the compiled cmdlets say of themselves.
if (args.Length != 4)
{
    Console.Error.WriteLine("Usage: HelpBuilder <module.dll> <folder with pages> <online page> <help.xml>");
    return 64;
}

var cmdlets = CmdletFacts.Of(args[0]);
List<HelpPage> pages = [];
bool isGood = true;
foreach (string file in Directory.EnumerateFiles(args[1], "*.md").Order(StringComparer.Ordinal))
{
    try
    {
        pages.Add(PageReader.Read(file));
    }
    catch (HelpPageException e)
    {
        Console.WriteLine($"{file}({e.Line}): error HELP001: {e.Message}");
        isGood = false;
    }
}

// What is missing does not keep a new parameter from being tried; the tests do not let it pass.
foreach (string gap in Gaps.Between(pages, cmdlets))
{
    Console.WriteLine(gap);
}

if (isGood)
{
    new MamlWriter(args[2]).Write(pages.Where(page => cmdlets.ContainsKey(page.Name)).Select(page => (page, cmdlets[page.Name]))).Save(args[3]);
}

return isGood ? 0 : 1;
