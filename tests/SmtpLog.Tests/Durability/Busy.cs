using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>Tests that fill the machine with processes: one after another, beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class Busy
{
    public const string Name = "Busy";
}
