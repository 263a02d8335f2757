using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.RealServers;

/// <summary>A server that tests/servers/up.sh has started, as the file that it wrote describes it.</summary>
internal sealed class RealServer
{
    public const string Variable = "SMTPLOG_TEST_SERVERS";

    private readonly string _name;
    private readonly IReadOnlyDictionary<string, string> _facts;

    private RealServer(string name, IReadOnlyDictionary<string, string> facts)
    {
        _name = name;
        _facts = facts;
    }

    public string Host => this["HOST"];

    /// <summary>The port that demands STARTTLS and offers AUTH only after it.</summary>
    public int SubmissionPort => Port("SUBMISSION_PORT");

    /// <summary>The port with TLS from the first byte.</summary>
    public int SmtpsPort => Port("SMTPS_PORT");

    /// <summary>The port without TLS, where AUTH goes in clear text.</summary>
    public int PlainPort => Port("PLAIN_PORT");

    /// <summary>The domain that it delivers, with the users alice and bob and no other.</summary>
    public string Domain => this["DOMAIN"];

    public IReadOnlyList<string> Mechanisms => this["MECHANISMS"].Split(' ');

    public string User => this["USER"];

    public string Password => this["PASSWORD"];

    /// <summary>The user whose password is full of quotes, blanks and letters outside ASCII.</summary>
    public string OtherUser => this["OTHER_USER"];

    public string OtherPassword => this["OTHER_PASSWORD"];

    /// <summary>SHA-256 of its certificate, in upper-case hexadecimal.</summary>
    public string Thumbprint => this["THUMBPRINT"];

    /// <summary>The PEM file of the CA that issued its certificate.</summary>
    public string CertificateAuthority => this["CA"];

    /// <summary>The file of its own log.</summary>
    public string LogPath => this["LOG"];

    /// <summary>What servers.env says under SMTPLOG_NAME_KEY.</summary>
    public string this[string key] => _facts.TryGetValue(key, out string? value)
        ? value
        : throw new KeyNotFoundException($"tests/servers says no {key} of {_name}.");

    /// <summary>The server of that name; where none was started the test is skipped.</summary>
    public static RealServer Require(string name = "postfix")
    {
        string? path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            Assert.Skip($"Needs a real server: run tests/servers/up.sh {name} and set {Variable} to the path it prints.");
        }
        RealServer? server = Read(path, name);
        if (server is null)
        {
            Assert.Skip($"{path}, named by {Variable}, has no {name}: run tests/servers/up.sh {name}.");
        }
        return server;
    }

    /// <summary>The server of that name in a servers.env, null if it isn't there.</summary>
    public static RealServer? Read(string path, string name)
    {
        string prefix = $"SMTPLOG_{name.ToUpperInvariant()}_";
        Dictionary<string, string> facts = File.ReadLines(path)
            .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
            .Select(line => line[prefix.Length..].Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return facts.Count == 0 ? null : new RealServer(name, facts);
    }

    /// <summary>The mailbox of alice or bob.</summary>
    public Maildir Maildir(string user) => new(this["MAILDIR_" + user.ToUpperInvariant()]);

    private int Port(string key) => int.Parse(this[key], CultureInfo.InvariantCulture);
}
