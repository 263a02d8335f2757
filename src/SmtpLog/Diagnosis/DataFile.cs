using System;
using System.Collections.Generic;
using System.IO;

namespace SmtpLog.Diagnosis;

/// <summary>The tables that are embedded in this assembly.</summary>
internal static class DataFile
{
    /// <summary>The lines of one table, without comments and empty lines.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream("SmtpLog.Diagnosis." + name)
            ?? throw new InvalidOperationException($"The table {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
