using System;
using System.IO;

namespace SmtpLog.Tests.Mail;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("SmtpLog.Tests-").FullName;

    /// <summary>Writes a file there and gives its path.</summary>
    public string Add(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
