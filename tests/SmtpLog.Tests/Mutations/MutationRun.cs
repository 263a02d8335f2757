using System.Threading;
using System.Threading.Tasks;

namespace SmtpLog.Tests.Mutations;

/// <summary>Mutates samples, and reads and protects what comes of it, on all processors; the same seed gives the same logs.</summary>
internal sealed class MutationRun(MutationSamples samples, int seed)
{
    private readonly Lock _gate = new();
    private long _bytes;
    private long _entries;
    private long _sessions;
    private long _unknown;
    private (MutationCase Case, string Problem)? _firstFailure;

    public long Bytes => _bytes;

    public long Entries => _entries;

    public long Sessions => _sessions;

    /// <summary>Logs whose dialect was to be found out, and of which nothing was left to find it by.</summary>
    public long Unknown => _unknown;

    public int FailureCount { get; private set; }

    /// <summary>That of the lowest round, giants last; null where there was none.</summary>
    public (MutationCase Case, string Problem)? FirstFailure => _firstFailure;

    /// <summary>So many rounds from the first one on.</summary>
    public void Run(int first, int count) =>
        Parallel.For(first, first + count, round => Check(samples.Create(seed, round), isGiant: false));

    /// <summary>One line of so many bytes in every dialect, one after the other.</summary>
    public void RunGiants(int length)
    {
        for (int round = 0; round < samples.Dialects.Count; round++)
        {
            Check(samples.CreateGiant(seed, round, length), isGiant: true);
        }
    }

    private void Check(MutationCase mutation, bool isGiant)
    {
        var check = new ReadingCheck(mutation.ReadAs, mutation.Log, mutation.Random);
        string? problem = check.Run(isGiant) ?? new ProtectionCheck(mutation.ReadAs, mutation.Log).Run();
        Interlocked.Add(ref _bytes, mutation.Log.Length);
        Interlocked.Add(ref _entries, check.EntryCount);
        Interlocked.Add(ref _sessions, check.SessionCount);
        Interlocked.Add(ref _unknown, check.IsUnknown ? 1 : 0);
        if (problem is not null)
        {
            lock (_gate)
            {
                FailureCount++;
                if (_firstFailure is null || (!isGiant && mutation.Round < _firstFailure.Value.Case.Round))
                {
                    _firstFailure = (mutation, problem);
                }
            }
        }
    }
}
