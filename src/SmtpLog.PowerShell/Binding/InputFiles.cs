using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>The files that the input of a cmdlet names. One that is not there is an error of its own, and keeps none back.</summary>
internal sealed class InputFiles(PSCmdlet cmdlet)
{
    private const string FolderReason = "it is a folder; name the files in it, such as *.log";

    private static readonly string[] s_names = ["LiteralPath", "PSPath", "FullName"];

    /// <summary>An object that names a file; the engine would bind it as a line before it looks at its properties.</summary>
    public static string? PathOf(PSObject input) => input.BaseObject switch
    {
        FileSystemInfo file => file.FullName,
        PSCustomObject => s_names.Select(name => input.Properties[name]?.Value).FirstOrDefault(value => value is not null)?.ToString(),
        _ => null,
    };

    /// <summary>Those that paths with wildcards name, in their order.</summary>
    public IReadOnlyList<string> Matching(IEnumerable<string> paths) => [.. paths.SelectMany(Resolve)];

    /// <summary>Those of the paths, taken as they are, that are there.</summary>
    public IReadOnlyList<string> Existing(params string[] paths) => [.. paths.Select(Literal).OfType<string>()];

    private IReadOnlyList<string> Resolve(string path)
    {
        var found = cmdlet.Resolved(path, out string reason);
        IReadOnlyList<string> files = [.. found.Where(file => !Directory.Exists(file))];
        if (files.Count == 0)
        {
            NotFound(path, found.Count > 0 ? FolderReason : reason);
        }

        return files;
    }

    private string? Literal(string path)
    {
        string? file = cmdlet.Unresolved(path, out string reason);
        if (file is not null && !File.Exists(file))
        {
            reason = Directory.Exists(file) ? FolderReason : "there is no such file";
            file = null;
        }

        if (file is null)
        {
            NotFound(path, reason);
        }

        return file;
    }

    private void NotFound(string path, string reason) => cmdlet.WriteError(Errors.Input(
        Errors.PathNotFound,
        ErrorCategory.ObjectNotFound,
        new FileNotFoundException(reason, path),
        $"'{path}' cannot be read: {reason}",
        "Check the path; -LiteralPath takes brackets and other wildcards as they are.",
        path));
}
