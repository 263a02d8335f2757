using System;

namespace SmtpLog.Tests.Durability;

/// <summary>When and in what a process is killed.</summary>
internal sealed class KillCase
{
    public KillCase(int number, Random random)
    {
        Number = number;
        bool isLarge = number % 2 == 1;
        Content = isLarge ? SmtpLogContent.Full : SmtpLogContent.Headers;
        BodyLines = isLarge ? 500 : 1;
        Lines = random.Next(1, isLarge ? 2500 : 200);
        Spin = random.Next(0, 50_000);
    }

    public int Number { get; }

    public SmtpLogContent Content { get; }

    public int BodyLines { get; }

    /// <summary>How many lines the server reads before.</summary>
    public int Lines { get; }

    /// <summary>How long after them, so that it hits any moment and not only those in which the server is waited for.</summary>
    public int Spin { get; }

    public override string ToString() => $"Kill {Number} after {Lines} lines and {Spin} spins, content {Content}";
}
