using System;
using System.Linq;
using SmtpLog.Benchmarks;

Console.WriteLine("Each figure is the median of 7 rounds, after one that is not counted; in each round both sides run in turn in");
Console.WriteLine("this process, on loopback, and the ratio is taken of that round. Rates: subject/reference, bigger is better.");
Console.WriteLine("Times: subject/reference, smaller is better. In brackets the median times. Run it in Release:");
Console.WriteLine("dotnet run -c Release --project tests/SmtpLog.Benchmarks [send] [import]");
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
