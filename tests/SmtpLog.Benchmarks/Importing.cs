using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace SmtpLog.Benchmarks;

/// <summary>What importing the module costs, in a process of its own each time.</summary>
internal sealed class Importing : IDisposable
{
    private const int Rounds = 7;

    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-import-").FullName;

    /// <summary>What runs a script in a process of its own.</summary>
    public static string HostPath { get; } =
        Path.Combine(Engine.Metadata("RepositoryRoot"), "tools", "PowerShellHost", "bin", Configuration(), "net10.0", "PowerShellHost.dll");

    /// <summary>The ratio of the import's own time, and which assemblies of MailKit's it loaded.</summary>
    public void Run()
    {
        string staged = Path.Combine(Engine.Metadata("StagedModule"), "SmtpLog.psd1");
        string empty = MakeEmptyModule();
        string script = WriteScript();
        Import(script, staged);
        Import(script, empty);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Subject: Import(script, staged), Reference: Import(script, empty))).ToArray();
        double ratio = rounds.Select(round => round.Subject.Time / round.Reference.Time).Order().ElementAt(Rounds / 2);
        string loaded = rounds[0].Subject.MailKit == 0 ? "no MailKit loaded" : "MailKit loaded";
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "| Import-Module SmtpLog | an empty binary module with the same views | <= 1.5 x its time | {0:0.00} × ({1:0.0} ms : {2:0.0} ms), {3} | {4} |",
            ratio,
            rounds.Select(round => round.Subject.Time).Order().ElementAt(Rounds / 2),
            rounds.Select(round => round.Reference.Time).Order().ElementAt(Rounds / 2),
            loaded,
            ratio <= 1.5 && rounds[0].Subject.MailKit == 0 ? "yes" : "no"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string WriteScript()
    {
        string script = Path.Combine(_folder, "import.ps1");
        File.WriteAllText(script, """
            param($module)
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            Import-Module $module
            $time = $clock.Elapsed.TotalMilliseconds
            $mailKit = @([System.AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match 'MailKit|MimeKit|BouncyCastle').Count
            [string]::Format([cultureinfo]::InvariantCulture, '{0};{1}', $time, $mailKit)
            """);
        return script;
    }

    private string MakeEmptyModule()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "Empty")).FullName;
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Empty"), typeof(object).Assembly);
        assembly.DefineDynamicModule("Empty");
        assembly.Save(Path.Combine(folder, "Empty.dll"));
        foreach (string view in Directory.EnumerateFiles(Engine.Metadata("StagedModule"), "*.ps1xml"))
        {
            File.Copy(view, Path.Combine(folder, Path.GetFileName(view)));
        }

        string manifest = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(manifest, """
            @{
                RootModule = 'Empty.dll'
                ModuleVersion = '1.0'
                FormatsToProcess = @('SmtpLog.Format.ps1xml')
                TypesToProcess = @('SmtpLog.Types.ps1xml')
                FunctionsToExport = @()
                CmdletsToExport = @()
                AliasesToExport = @()
            }
            """);
        return manifest;
    }

    private static (double Time, int MailKit) Import(string script, string module)
    {
        var start = new ProcessStartInfo("dotnet", [HostPath, script, module]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string[] facts = process.StandardOutput.ReadToEnd().Trim().Split(';');
        process.WaitForExit();
        return (double.Parse(facts[0], CultureInfo.InvariantCulture), int.Parse(facts[1], CultureInfo.InvariantCulture));
    }

    private static string Configuration() => AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
}
