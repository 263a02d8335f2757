using System;
using System.Globalization;
using System.Linq;
using SmtpLog.Benchmarks;

if (args.Contains("stress"))
{
    return await Stressing.RunAsync(Importing.HostPath).ConfigureAwait(false) ? 0 : 1;
}

if (args is ["mutate", .. var numbers])
{
    return Mutating.Run(numbers) ? 0 : 1;
}

if (args is ["peak", var log])
{
    Reading.PrintPeak(log);
    return 0;
}

Console.WriteLine("Each figure is the median of 11 rounds, 5 where a round is long, after 3 s of warm-up; of small messages 21 rounds after 10 s.");
Console.WriteLine("In each round both sides run in turn in this process, on loopback, and the ratio is taken of that round. Rates:");
Console.WriteLine("subject/reference, bigger is better. Times: subject/reference, smaller is better. In brackets the median times. Run it in");
Console.WriteLine("Release: dotnet run -c Release --project tests/SmtpLog.Benchmarks [import] [send] [tls] [read [megabytes, else 200 | dialects]],");
Console.WriteLine("or stress for the stress test alone, mutate [count [seed [first round]]] for the mutation test.");
Console.WriteLine("Sending: client and server share one processor, as otherwise the waking of the other side is most of what is measured.");
Console.WriteLine("Reading: the cmdlet in this process, through the staged module; grep and wc as processes that write into a pipe; pwsh");
Console.WriteLine("(SMTPLOG_PWSH, or on the path) takes its own time, without its start. What is slow reads a tenth of the log, or a");
Console.WriteLine("hundredth, and says so. Peaks are working sets of a process that reads the log in three ways, once each.");
Console.WriteLine();
Console.WriteLine("| what | against | target | measured | reached |");
Console.WriteLine("|---|---|---|---|---|");
bool Wanted(string name) => args.Length == 0 || args.Contains(name);
int megabytes = args.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0).Append(0).Max();

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

if (Wanted("read") && !args.Contains("dialects"))
{
    using var reading = new Reading(megabytes > 0 ? megabytes : 200);
    reading.Run();
}

if (Wanted("read"))
{
    DialectReading.Run();
}

return 0;
