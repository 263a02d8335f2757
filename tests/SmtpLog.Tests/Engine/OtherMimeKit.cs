using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace SmtpLog.Tests.Engine;

/// <summary>The MimeKit that another module brings.</summary>
internal static class OtherMimeKit
{
    /// <summary>A file in the folder: a copy of ours with what it needs where no version is named, else an empty one of that version and the same key.</summary>
    public static string Make(string folder, string? version)
    {
        string core = Path.Combine(Staged.Module, "bin", "Core");
        string ours = Path.Combine(core, "MimeKit.dll");
        string other = Directory.CreateDirectory(Path.Combine(folder, "other")).FullName;
        string path = Path.Combine(other, "MimeKit.dll");
        if (version is null)
        {
            foreach (string file in Directory.EnumerateFiles(core).Where(file => !Path.GetFileName(file).StartsWith("SmtpLog", StringComparison.Ordinal)))
            {
                File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
            }

            return path;
        }

        var name = new AssemblyName("MimeKit") { Version = new Version(version) };
        name.SetPublicKey(AssemblyName.GetAssemblyName(ours).GetPublicKey());
        var assembly = new PersistedAssemblyBuilder(name, typeof(object).Assembly);
        assembly.DefineDynamicModule("MimeKit").DefineType("MimeKit.MimeMessage", TypeAttributes.Public | TypeAttributes.Class).CreateType();
        assembly.Save(path);
        return path;
    }
}
