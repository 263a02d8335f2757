using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Tests that look at, or end, what all runspaces of the process share: alone, one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";
}
