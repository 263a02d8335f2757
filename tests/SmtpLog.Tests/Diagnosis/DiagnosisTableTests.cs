using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpLog.Diagnosis;
using Xunit;

namespace SmtpLog.Tests.Diagnosis;

public partial class DiagnosisTableTests
{
    /// <summary>The parameters that an advice may name.</summary>
    private static readonly HashSet<string> s_parameters =
    [
        "-SmtpServer", "-Port", "-Credential", "-UserName", "-AccessToken", "-AuthenticationMechanism", "-Tls",
        "-MinimumTlsVersion", "-ServerCertificateThumbprint", "-SkipCertificateRevocationCheck", "-SkipCertificateCheck",
        "-ClientCertificate", "-ConnectionTimeout", "-SendTimeout", "-NoKeepAlive", "-LocalDomain", "-Proxy",
        "-ProxyCredential", "-LogPath", "-LogFormat", "-LogContent", "-LogUserName", "-From", "-Sender", "-To", "-Cc",
        "-Bcc", "-ReplyTo", "-Subject", "-Body", "-BodyAsHtml", "-HtmlBody", "-Attachment", "-InlineAttachment",
        "-Header", "-Encoding", "-DeliveryNotification", "-Path", "-AllowPartialDelivery",

        // Exchange's own.
        "-SmtpClientAuthenticationDisabled", "-AccessRights",
    ];

    public static TheoryData<string> RuleIds => [.. DiagnosisTable.Default.Rules.Select(rule => rule.Id)];

    public static TheoryData<int, string> Samples
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < DiagnosisSamples.All.Count; i++)
            {
                data.Add(i, DiagnosisSamples.All[i].Id);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Every_rule_has_a_sample(string id) => Assert.Contains(DiagnosisSamples.All, sample => sample.Id == id);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_selects_its_own_rule(int index, string id)
    {
        var input = DiagnosisSamples.All[index].Input;
        var rule = DiagnosisTable.Default.Find(new DiagnosisSubject(input));

        Assert.Equal(id, rule?.Id);
        var diagnosis = Diagnoser.Diagnose(input);
        Assert.StartsWith(rule!.Cause, diagnosis.Cause, StringComparison.Ordinal);
        Assert.Equal(rule.Advice, diagnosis.Advice);
    }

    [Fact]
    public void Names_are_unique() => Assert.Distinct(DiagnosisTable.Default.Rules.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Texts_are_plain_sentences_that_name_real_parameters_and_no_years(string id)
    {
        var rule = DiagnosisTable.Default.Rules.Single(rule => rule.Id == id);

        foreach (var text in new[] { rule.Cause, rule.Advice })
        {
            Assert.Matches(@"^[A-Z][ -~]*\.$", text);
            Assert.DoesNotContain("  ", text);
            Assert.DoesNotMatch(@"\b20\d\d\b", text);
            Assert.All(Parameters().Matches(text), match => Assert.Contains(match.Value, s_parameters));
        }

        Assert.Matches(@"^([A-Z][ -~]*[^.])?$", rule.Meaning ?? string.Empty);
    }

    [Theory]
    [InlineData("words: x\ncause: A.\nadvice: B.", "stands before")]
    [InlineData("[a]\ncause: A.", "must have one 'advice'")]
    [InlineData("[a]\ncause: A.\ncolour: red\nadvice: B.", "'colour'")]
    [InlineData("[a]\nkind: Nonsense\ncause: A.\nadvice: B.", "'Nonsense' is not a SmtpErrorKind")]
    [InlineData("[a]\ncode: abc\ncause: A.\nadvice: B.", "'abc' is not a code")]
    [InlineData("[a]\nwords: x |\ncause: A.\nadvice: B.", "no words")]
    [InlineData("[a]\nwords: *\ncause: A.\nadvice: B.", "no words")]
    [InlineData("[a]\nnothing here", "'field: value'")]
    public void A_slip_in_the_table_is_named(string table, string expected)
    {
        var slip = Assert.ThrowsAny<Exception>(() => new DiagnosisTable(DataBlock.Read(table.Split('\n'))));

        Assert.IsType<FormatException>(slip);
        Assert.Contains(expected, slip.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<=^|[ (])-[A-Z][A-Za-z]+")]
    private static partial Regex Parameters();
}
