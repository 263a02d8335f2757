using System;
using System.IO;
using System.Linq;
using SmtpLog.Tests.Engine;

namespace SmtpLog.Tests.Help;

/// <summary>A runspace in which the examples run as they stand: tests/Examples/ExampleWorld.ps1 says how.</summary>
public sealed class ExampleWorld : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-").FullName;
    private readonly PowerShellSession _session = new();

    public ExampleWorld()
    {
        Succeed(". $args[0]; $global:world = Start-ExampleWorld", Path.Combine(Staged.RepositoryRoot, "tests", "Examples", "ExampleWorld.ps1"));
    }

    internal SessionOutput Run(string name, string code)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        Succeed("Enter-ExampleFolder $global:world $args[0]", folder);
        _session.SetLocation(folder);
        string script = Path.Combine(folder, "example.ps1");
        File.WriteAllText(script, code);
        return _session.Run("& $args[0]", script);
    }

    public void Dispose()
    {
        Succeed("Stop-ExampleWorld $global:world");
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Succeed(string script, params object?[] arguments) => Xunit.Assert.Empty(_session.Run(script, arguments).Errors.Select(error => $"{error}"));
}
