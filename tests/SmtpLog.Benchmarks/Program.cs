using System;
using System.Linq;
using SmtpLog.Benchmarks;

if (args.Contains("stress"))
{
    return await Stressing.RunAsync(Importing.HostPath).ConfigureAwait(false) ? 0 : 1;
}

Console.WriteLine("Each figure is the median of 11 rounds, after a warm-up of 3 s or more; in each round both sides run in turn in");
Console.WriteLine("this process, on loopback, and the ratio is taken of that round. Rates: subject/reference, bigger is better.");
Console.WriteLine("Times: subject/reference, smaller is better. In brackets the median times. Run it in Release:");
Console.WriteLine("dotnet run -c Release --project tests/SmtpLog.Benchmarks [import] [send] [tls], or stress for the stress test alone");
Console.WriteLine();
Console.WriteLine("| what | against | target | measured | reached |");
Console.WriteLine("|---|---|---|---|---|");
bool Wanted(string name) => args.Length == 0 || args.Contains(name);

if (Wanted("import"))
{
    using var importing = new Importing();
    importing.Run();
}

if (Wanted("send"))
{
    using var sending = new Sending();
    foreach (var comparison in sending.Comparisons())
    {
        comparison.Run();
    }
}

if (Wanted("tls"))
{
    using var tls = TlsSending.Find();
    tls?.Comparison().Run();
}

return 0;
