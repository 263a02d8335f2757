using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>The files of a message, by their paths in the file system.</summary>
internal sealed class MessageFiles(PSCmdlet cmdlet)
{
    /// <summary>Why a file is refused; null where none is.</summary>
    public ErrorRecord? Refusal { get; private set; }

    public List<string> Attachments(IEnumerable<string>? paths)
    {
        List<string> files = [];
        foreach (string path in paths ?? [])
        {
            files.Add(File(path));
        }

        return files;
    }

    /// <summary>Content id → path, or file object.</summary>
    public List<KeyValuePair<string, string>> Inline(IDictionary? table)
    {
        List<KeyValuePair<string, string>> files = [];
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string path = PSValue.Of(entry.Value) is FileSystemInfo info ? info.FullName : $"{entry.Value}";
            files.Add(new($"{entry.Key}", File(path)));
        }

        return files;
    }

    public string? Message(string? path) => path is null ? null : File(path);

    private string File(string path)
    {
        string? file = cmdlet.Unresolved(path, out string reason);
        if (file is null)
        {
            Refusal ??= Errors.Of(SmtpErrorKind.AttachmentNotFound, $"The file '{path}' cannot be sent: {reason}", path);
        }

        return file ?? path;
    }
}
