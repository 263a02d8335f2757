using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>The table against a list that is searched from end to end.</summary>
public class SessionTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_finds_what_it_has_and_knows_what_was_silent_longest(int seed)
    {
        var random = new Random(seed);
        var table = new SessionTable<Member>();
        var byUse = new List<Member>();
        for (int step = 0; step < 20_000; step++)
        {
            int? process = random.Next(4) == 0 ? null : random.Next(3);
            byte[] session = Encoding.ASCII.GetBytes(new string('7', random.Next(4)) + random.Next(60));
            Member? expected = byUse.Find(member => member.Identity.Is(process, session));

            Assert.Same(expected, table.Find(process, session));
            if (expected is null)
            {
                expected = new Member();
                table.Add(expected, process, session);
            }

            byUse.Remove(expected);
            byUse.Add(expected);
            if (random.Next(3) == 0)
            {
                Member gone = random.Next(2) == 0 ? byUse[0] : byUse[random.Next(byUse.Count)];
                byUse.Remove(gone);
                table.Remove(gone);
            }

            Assert.Equal(byUse.Count, table.Count);
            Assert.Same(byUse.FirstOrDefault(), table.Oldest);
            Assert.Same(byUse.LastOrDefault(), table.Newest);
        }

        Assert.True(byUse.Count > 32, "The table never had to grow.");
        var order = new List<Member>();
        for (Member? member = table.Oldest; member is not null; member = member.Newer)
        {
            order.Add(member);
        }

        Assert.Equal(byUse, order);
    }

    private sealed class Member : SessionMember<Member>;
}
