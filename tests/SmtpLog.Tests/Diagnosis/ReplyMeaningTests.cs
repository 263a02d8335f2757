using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Diagnosis;
using Xunit;

namespace SmtpLog.Tests.Diagnosis;

public class ReplyMeaningTests
{
    /// <summary>How many codes IANA's registry has under each subject.</summary>
    private static readonly int[] s_registered = [1, 11, 5, 7, 8, 7, 11, 31];

    [Fact]
    public void The_registry_is_there_in_full()
    {
        var codes = StatusCodeRegistry.Default.EnhancedCodes;

        Assert.Equal(s_registered.Sum() + 3 + 8, codes.Count);
        for (var subject = 0; subject < s_registered.Length; subject++)
        {
            Assert.NotNull(StatusCodeRegistry.Default.Subject(subject));
            for (var detail = 0; detail < s_registered[subject]; detail++)
            {
                Assert.Contains($"X.{subject}.{detail}", codes);
            }
        }
    }

    [Fact]
    public void Every_registered_code_has_a_meaning_in_each_class()
    {
        foreach (var code in StatusCodeRegistry.Default.EnhancedCodes.Where(code => !code.Contains('Y')))
        {
            foreach (var @class in "245")
            {
                var meaning = ReplyMeaning.Of(null, @class + code[1..]);
                Assert.NotNull(meaning);
                Assert.Matches("^[A-Z][ -~]+[^.]$", meaning);
            }
        }
    }

    [Fact]
    public void Every_reply_code_has_a_meaning()
    {
        var codes = StatusCodeRegistry.Default.ReplyCodes;

        int[] required = [211, 214, 220, 221, 235, 250, 251, 252, 334, 354, 421, 450, 451, 452, 454, 455, 500, 501, 502,
            503, 504, 521, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556];
        Assert.Subset(codes.ToHashSet(), required.ToHashSet());
        Assert.All(codes, code => Assert.Matches("^[A-Z][ -~]+[^.]$", ReplyMeaning.Of(code, null)));
    }

    [Theory]
    [InlineData(535, "5.7.8", "Authentication credentials invalid")]
    [InlineData(535, null, "Authentication credentials invalid")]
    [InlineData(535, "5.7.3", "Authentication credentials invalid (security or policy)")]
    [InlineData(535, "5.7.139", "Authentication credentials invalid (security or policy)")]
    [InlineData(552, "5.2.2", "The recipient's mailbox is full")]
    [InlineData(452, "4.2.2", "The recipient's mailbox is full (temporary)")]
    [InlineData(421, "4.7.0", "The service is not available, the connection closes (security or policy, temporary)")]
    [InlineData(451, "4.0.0", "The server could not process it: a local error (temporary)")]
    [InlineData(550, "5.0.0", "Refused: the mailbox is not available, or policy forbids it")]
    [InlineData(null, "5.7.999", "Security or policy, not said what")]
    [InlineData(null, "4.99.1", "Temporary failure (temporary)")]
    [InlineData(599, null, "Permanent failure")]
    [InlineData(498, null, "Temporary failure")]
    [InlineData(250, "2.1.5", "The recipient's address is valid")]
    [InlineData(250, "2.1.0", "Done")]
    [InlineData(235, "2.7.0", "Login succeeded")]
    [InlineData(250, "2.4.4", "Done")]
    [InlineData(250, null, "Done")]
    [InlineData(null, "2.0.0", "Success")]
    public void Both_codes_together_make_one_sentence(int? code, string? enhancedCode, string expected) =>
        Assert.Equal(expected, ReplyMeaning.Of(code, enhancedCode));

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "")]
    [InlineData(null, "1.2.3")]
    [InlineData(null, "3.7.8")]
    [InlineData(null, "5.7")]
    [InlineData(null, "5..8")]
    [InlineData(null, "5.7.")]
    [InlineData(null, "5.7.8888")]
    [InlineData(null, "5.7.8 ")]
    [InlineData(null, "5.-7.8")]
    [InlineData(null, "5.7.\u0668")]
    [InlineData(0, null)]
    [InlineData(-535, null)]
    [InlineData(199, null)]
    [InlineData(399, null)]
    [InlineData(600, null)]
    [InlineData(int.MaxValue, "x")]
    public void What_is_no_code_has_no_meaning(int? code, string? enhancedCode) =>
        Assert.Null(ReplyMeaning.Of(code, enhancedCode));

    [Fact]
    public void A_flood_of_different_codes_from_many_threads_is_answered()
    {
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                Assert.NotNull(ReplyMeaning.Of(400 + (i % 200), $"5.{i % 1000}.{i / 20}"));
            }
        });

        Assert.Equal("Authentication credentials invalid", ReplyMeaning.Of(535, "5.7.8"));
    }
}
