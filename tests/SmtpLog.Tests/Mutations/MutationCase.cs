using System;
using System.Globalization;

namespace SmtpLog.Tests.Mutations;

/// <summary>One mutated log.</summary>
/// <param name="Seed">With <paramref name="Round"/>, makes it again.</param>
/// <param name="Round">With <paramref name="Seed"/>, makes it again.</param>
/// <param name="Dialect">That of the sample.</param>
/// <param name="Sample">The sample's name.</param>
/// <param name="ReadAs">The dialect to read it in.</param>
/// <param name="Log">Its bytes.</param>
/// <param name="Random">Decides what else is asked of it.</param>
internal sealed record MutationCase(
    int Seed, int Round, SmtpLogDialect Dialect, string Sample, SmtpLogDialect ReadAs, byte[] Log, Random Random)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"seed {Seed}, round {Round}: {Dialect}/{Sample}, read as {ReadAs}, {Log.Length} bytes");
}
