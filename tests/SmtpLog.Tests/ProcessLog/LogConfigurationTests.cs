using System;
using System.Collections.Generic;
using System.IO;
using SmtpLog.Writing.Rotation;
using Xunit;

namespace SmtpLog.Tests.ProcessLog;

/// <summary>What the environment asks for.</summary>
public sealed class LogConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-").FullName;

    [Fact]
    public void Nothing_set_starts_nothing()
    {
        var configuration = Read([]);
        Assert.Null(configuration.Options);
        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void A_path_starts_it_with_the_format_and_content_named()
    {
        var configuration = Read(new() { ["SMTPLOG_PATH"] = _folder, ["SMTPLOG_FORMAT"] = "json", ["SMTPLOG_CONTENT"] = "Full" });
        Assert.Equal((_folder, SmtpLogFormat.Json, SmtpLogContent.Full), (configuration.Options!.Folder, configuration.Options.Format, configuration.Options.Content));
        Assert.False(configuration.IsForced);
        Assert.Empty(configuration.Warnings);
    }

    [Theory]
    [InlineData("SMTPLOG_FORMAT", "xml", "Text, Json")]
    [InlineData("SMTPLOG_CONTENT", "7", "None, Headers, Full")]
    public void A_wrong_value_is_named_and_the_default_used(string variable, string value, string allowed)
    {
        var configuration = Read(new() { ["SMTPLOG_PATH"] = _folder, [variable] = value });
        Assert.Equal((SmtpLogFormat.Text, SmtpLogContent.Headers), (configuration.Options!.Format, configuration.Options.Content));
        string warning = Assert.Single(configuration.Warnings);
        Assert.Contains(variable, warning, StringComparison.Ordinal);
        Assert.Contains(value, warning, StringComparison.Ordinal);
        Assert.Contains(allowed, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "forceConfiguration": true, "SMTPLogs": { "state": 1 } }""", true, true)]
    [InlineData("""{ "SMTPLogs": { "state": 1 } }""", true, true)]
    [InlineData("""{ "forceConfiguration": false, "SMTPLogs": { "state": 1 } }""", true, false)]
    [InlineData("""{ "SMTPLogs": { "state": 0 } }""", false, true)]
    public void The_file_is_4Ds(string json, bool isOn, bool isForced)
    {
        string file = Path.Combine(_folder, "logConfig.json");
        File.WriteAllText(file, json);
        var configuration = Read(new() { ["SMTPLOG_CONFIG"] = file });
        Assert.Equal(isOn ? _folder : null, configuration.Options?.Folder);
        Assert.Equal(isForced, configuration.IsForced);
        Assert.Empty(configuration.Warnings);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{ "SMTPLogs": { "state": "on" } }""")]
    [InlineData("""{ "SMTPLogs": { "state": 1.5 } }""")]
    [InlineData("""{ "SMTPLogs": { "state": 99999999999 } }""")]
    [InlineData("""{ "SMTPLogs": { "state": null } }""")]
    [InlineData("""{ "SMTPLogs": [1] }""")]
    [InlineData("""{ "SMTPLogs": 1 }""")]
    [InlineData("""{ "forceConfiguration": "yes", "SMTPLogs": { "state": 1 } }""")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""[1]""")]
    [InlineData(null)]
    public void A_file_that_cannot_be_used_is_named_and_starts_nothing(string? json)
    {
        string file = Path.Combine(_folder, "logConfig.json");
        if (json is not null)
        {
            File.WriteAllText(file, json);
        }

        var configuration = Read(new() { ["SMTPLOG_CONFIG"] = file });
        Assert.Null(configuration.Options);
        Assert.Contains(file, Assert.Single(configuration.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SMTPLOG_PATH", " ")]
    [InlineData("SMTPLOG_PATH", "a\0b")]
    [InlineData("SMTPLOG_CONFIG", "\t")]
    public void What_is_no_path_is_named_and_starts_nothing(string variable, string value)
    {
        var configuration = Read(new() { [variable] = value });
        Assert.Null(configuration.Options);
        Assert.StartsWith($"{variable} is '{value}', which is no path", Assert.Single(configuration.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_value_is_named_also_where_nothing_is_started()
    {
        string warning = Assert.Single(Read(new() { ["SMTPLOG_FORMAT"] = "xml" }).Warnings);
        Assert.Contains("SMTPLOG_FORMAT is 'xml'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_used_leaves_the_path_its_word()
    {
        var configuration = Read(new() { ["SMTPLOG_PATH"] = _folder, ["SMTPLOG_CONFIG"] = Path.Combine(_folder, "missing.json") });
        Assert.Equal((_folder, "SMTPLOG_PATH"), (configuration.Options?.Folder, configuration.Origin));
        Assert.Single(configuration.Warnings);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LogConfiguration Read(Dictionary<string, string> environment) =>
        new(name => environment.TryGetValue(name, out string? value) ? value : null);
}
