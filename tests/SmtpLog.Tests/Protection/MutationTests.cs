using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Tests.Mutations;
using SmtpLog.Tests.Reading.Dialects;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>Logs cut, doubled and run together at random: nothing fails, and what is not masked is the same.</summary>
public class MutationTests
{
    private const int Rounds = 3000;

    private static readonly (SmtpLogDialect Dialect, byte[] Log)[] s_logs =
    [
        .. Sample.All.Select(sample => (sample.Dialect, Sample.Load(sample.Dialect, sample.Name))),
        .. from dress in Dress.All.Select(row => row.Data)
           from login in Logins.Names
           select (Dress.DialectOf(dress), Dress.Log(dress, Logins.Said(login).Select(Protecting.Open))),
    ];

    private static readonly byte[][] s_all = [.. s_logs.Select(log => log.Log)];

    [Fact]
    public void Nothing_fails_and_nothing_but_secrets_changes()
    {
        var random = new Random(20261125);
        for (int round = 0; round < Rounds; round++)
        {
            var (dialect, log) = s_logs[random.Next(s_logs.Length)];
            byte[] other = s_all[random.Next(s_all.Length)];
            byte[] mutated = Mutator.Mutate(random, random.Next(4) == 0 ? [.. log[..random.Next(log.Length)], .. other[random.Next(other.Length)..]] : log, s_all);

            string? problem = new ProtectionCheck(dialect, mutated).Run();

            Assert.True(problem is null, $"Round {round}, {dialect}, {problem}: {Convert.ToBase64String(mutated)}");
        }
    }

    [Fact]
    public void No_secret_that_is_said_in_one_piece_survives()
    {
        var random = new Random(7);
        string[] secrets = [Logins.Password, Logins.Base64(Logins.Password), Logins.Base64($"\0bob\0{Logins.Password}"), Logins.Token];
        string[] names = [.. Logins.Names.Where(name => name is not ("a short password" or "cancelled"))];
        foreach (string dress in Dress.All.Select(row => row.Data))
        {
            for (int round = 0; round < 60; round++)
            {
                // Sessions one after the other, with replies left out, and what comes before the login.
                List<string> said = [];
                for (int sessions = random.Next(1, 4); sessions > 0; sessions--)
                {
                    string[] all = Logins.Said(names[random.Next(names.Length)]);
                    said.AddRange(all.Where((line, i) => (i >= 4 && (line[0] == 'C' || line.Contains('⟦', StringComparison.Ordinal))) || random.Next(4) > 0));
                }

                string text = Encoding.UTF8.GetString(Protecting.Bytes(Dress.Log(dress, said.Select(Protecting.Open)), Dress.DialectOf(dress)));

                Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{dress}: {string.Join('|', said)}\n{text}"));
            }
        }
    }
}
