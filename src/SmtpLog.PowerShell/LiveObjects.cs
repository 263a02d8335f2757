using System;
using System.Collections.Generic;
using System.Linq;
using SmtpLog.Contracts;

namespace SmtpLog.PowerShell;

/// <summary>
/// What holds a connection or a port, and so has to be ended with its runspace's module or the process. Of a
/// transporter only its mailer is held: a transporter that nobody has any more goes, and takes its mailer with it.
/// </summary>
internal static class LiveObjects
{
    private static readonly object s_gate = new();
    private static readonly Dictionary<IDisposable, Guid> s_owners = [];

    static LiveObjects() => EndOfProcess.Register(End);

    public static void Add(IDisposable item, Guid runspace)
    {
        lock (s_gate)
        {
            s_owners[item] = runspace;
        }
    }

    public static void Remove(IDisposable item)
    {
        lock (s_gate)
        {
            s_owners.Remove(item);
        }
    }

    public static IReadOnlyList<T> All<T>()
    {
        lock (s_gate)
        {
            return [.. s_owners.Keys.OfType<T>()];
        }
    }

    public static void DisposeOf(Guid runspace) => DisposeWhere(owner => owner == runspace);

    /// <summary>The process waits for nothing but goodbyes.</summary>
    private static void End()
    {
        foreach (var mailer in All<SharedMailer>())
        {
            mailer.Stop();
        }

        DisposeWhere(_ => true);
    }

    private static void DisposeWhere(Func<Guid, bool> isChosen)
    {
        List<IDisposable> chosen;
        lock (s_gate)
        {
            // Servers last: they answer the QUIT of the others.
            chosen = [.. s_owners.Where(pair => isChosen(pair.Value)).Select(pair => pair.Key).OrderBy(item => item is SmtpTestServer)];
        }

        foreach (var item in chosen)
        {
            item.Dispose();
        }
    }
}
