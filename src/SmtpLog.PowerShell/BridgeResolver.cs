using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace SmtpLog.PowerShell;

/// <summary>
/// Finds the bridges and keeps their dependencies apart from everyone else's. On PowerShell 7 all of bin/Core is
/// loaded into one load context of its own; on .NET Framework versions live side by side by themselves, and only
/// have to be found.
/// </summary>
internal static class BridgeResolver
{
    public const string Mail = "SmtpLog.Mail";
    public const string TestServer = "SmtpLog.TestServer";

    private static readonly object s_gate = new();
    private static readonly HashSet<Guid> s_runspaces = [];
    private static readonly string s_root = Path.GetDirectoryName(typeof(BridgeResolver).Assembly.Location)!;
    private static readonly bool s_isCore = typeof(object).Assembly.GetName().Name == "System.Private.CoreLib";
    private static Dictionary<string, Assembly>? s_core;

    public static void Install(Guid runspace)
    {
        lock (s_gate)
        {
            if (s_runspaces.Count == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            }

            s_runspaces.Add(runspace);
        }
    }

    public static void Remove(Guid runspace)
    {
        lock (s_gate)
        {
            if (s_runspaces.Remove(runspace) && s_runspaces.Count == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
            }
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        string name = new AssemblyName(request.Name).Name!;
        if (name is Mail or TestServer)
        {
            return s_isCore ? FromCore(name) : FromDesktop(name);
        }

        return !s_isCore && IsOurs(request.RequestingAssembly) ? FromDesktop(name) : null;
    }

    /// <summary>Eager: resolving single dependencies on demand is not safe when another module brought its own.</summary>
    private static Assembly? FromCore(string name)
    {
        lock (s_gate)
        {
            s_core ??= LoadAll(Path.Combine(s_root, "bin", "Core"));
            return s_core.TryGetValue(name, out var assembly) ? assembly : null;
        }
    }

    private static Dictionary<string, Assembly> LoadAll(string folder)
    {
        // netstandard2.0 has no such type.
        var type = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext", throwOnError: true)!;
        object context = Activator.CreateInstance(type, "SmtpLog", false)!;
        var load = type.GetMethod("LoadFromAssemblyPath", [typeof(string)])!;
        return Directory.EnumerateFiles(folder, "*.dll").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => (Assembly)load.Invoke(context, [file])!,
            StringComparer.OrdinalIgnoreCase);
    }

    private static Assembly? FromDesktop(string name)
    {
        string file = Path.Combine(s_root, "bin", "Desktop", name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }

    private static bool IsOurs(Assembly? assembly) =>
        assembly is { IsDynamic: false } && assembly.Location.StartsWith(s_root, StringComparison.OrdinalIgnoreCase);
}
