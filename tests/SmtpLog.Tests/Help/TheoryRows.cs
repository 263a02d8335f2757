using System.Collections.Generic;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>One case for each name.</summary>
public sealed class TheoryRows : TheoryData<string>
{
    public TheoryRows(IEnumerable<string> names)
        : base(names)
    {
    }
}
