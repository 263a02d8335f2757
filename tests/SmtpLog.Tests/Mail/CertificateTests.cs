using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpLog.Diagnosis;
using SmtpLog.Mail;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Certificates with a fault, pins, and the way around both.</summary>
public class CertificateTests
{
    public static TheoryData<string, string, string, SmtpTls> Faulty()
    {
        var data = new TheoryData<string, string, string, SmtpTls>();
        foreach (var tls in new[] { SmtpTls.Implicit, SmtpTls.StartTls, SmtpTls.Opportunistic })
        {
            data.Add(nameof(TestCertificates.Expired), "it expired on ", "has expired", tls);
            data.Add(nameof(TestCertificates.NotYetValid), "it is not yet valid", "not valid yet", tls);
            data.Add(nameof(TestCertificates.WrongName), "it is not for localhost but for ", "for another name", tls);
            data.Add(nameof(TestCertificates.SelfSigned), "it is self-signed and not trusted here", "issued by itself", tls);
            data.Add(nameof(TestCertificates.Untrusted), "its issuer is not trusted here (CN=Unknown authority)", "No trusted root leads", tls);
            data.Add(nameof(TestCertificates.UnreachableCrl), "its revocation status could not be found out", "could not be found out", tls);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Each_fault_has_its_sentence_and_its_diagnosis(string name, string sentence, string cause, SmtpTls tls)
    {
        TestCertificates.RequireTrust();
        var certificate = Named(name);
        await using var server = new ScriptedServer(peer => BeRefusedAsync(peer, tls, certificate));
        using var sender = new Sender(new Setup { Tls = tls, CheckRevocation = name == nameof(TestCertificates.UnreachableCrl) }, server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.CertificateInvalid, SmtpStage.Tls);
        Assert.Contains($"not accepted: {sentence}", result.StatusText, StringComparison.Ordinal);
        Assert.Contains(TestCertificates.Sha256(certificate), result.StatusText, StringComparison.Ordinal);
        Assert.Contains(cause, result.Diagnosis!.Cause, StringComparison.Ordinal);
        Assert.False(result.IsTransient);

        // What reads the log has no more than the sentence.
        var fromLog = Diagnoser.Diagnose(new DiagnosisInput { ErrorKind = result.ErrorKind, Stage = result.FailedStage, Detail = result.StatusText });
        Assert.Equal(result.Diagnosis.Cause, fromLog.Cause);
        await server.EndedAsync();
        Assert.DoesNotContain(await sender.CloseAsync(), line => line.Contains("TLS established", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task The_user_can_do_without_the_check(string name, string sentence, string cause, SmtpTls tls)
    {
        _ = (sentence, cause);
        await using var server = new ScriptedServer(Server(tls, Named(name)).PlayAsync);
        using var sender = new Sender(new Setup { Tls = tls, SkipCertificateCheck = true, CheckRevocation = true }, server.Port);
        await sender.SucceedAsync();
        Assert.Contains(await sender.CloseAsync(), line => line.Contains("### SMTP TLS established. protocol=Tls1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trusted_certificate_needs_neither_pin_nor_switch()
    {
        TestCertificates.RequireTrust();
        await using var server = new ScriptedServer(Server(SmtpTls.Auto, TestCertificates.Valid).PlayAsync);
        using var sender = new Sender(new Setup { Tls = SmtpTls.Auto }, server.Port);
        await sender.SucceedAsync();
        string established = Assert.Single(await sender.CloseAsync(), line => line.Contains("### SMTP TLS established.", StringComparison.Ordinal));
        Assert.Contains(" subject=CN=localhost issuer=\"CN=SmtpLog test authority\" ", established, StringComparison.Ordinal);
        Assert.Contains($" thumbprint={TestCertificates.Sha256(TestCertificates.Valid)} ", established, StringComparison.Ordinal);
        Assert.True((await server.EndedAsync()).IsSecure);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task A_pin_lets_its_certificate_through_whatever_else_is_wrong(bool isSha1, bool isLower)
    {
        var certificate = TestCertificates.Expired;
        string pin = isSha1 ? certificate.Thumbprint : TestCertificates.Sha256(certificate);
        await using var server = new ScriptedServer(Server(SmtpTls.Implicit, certificate).PlayAsync);
        using var sender = new Sender(
            new Setup { Tls = SmtpTls.Implicit, Pins = ["00", isLower ? pin.ToLowerInvariant() : pin], CheckRevocation = true }, server.Port);
        await sender.SucceedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pin_refuses_any_other_certificate_even_a_trusted_one(bool isSha1)
    {
        var other = TestCertificates.SelfSigned;
        await using var server = new ScriptedServer(peer => BeRefusedAsync(peer, SmtpTls.Implicit, TestCertificates.Valid));
        using var sender = new Sender(
            new Setup { Tls = SmtpTls.Implicit, Pins = [isSha1 ? other.Thumbprint : TestCertificates.Sha256(other)] }, server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.CertificateInvalid, SmtpStage.Tls);
        Assert.Contains($"its SHA-256 thumbprint is {TestCertificates.Sha256(TestCertificates.Valid)}", result.StatusText, StringComparison.Ordinal);
        Assert.Contains("-ServerCertificateThumbprint names", result.Diagnosis!.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(X509ChainStatusFlags.Revoked | X509ChainStatusFlags.NotTimeValid, "certificate-revoked")]
    [InlineData(X509ChainStatusFlags.NotTimeValid, "certificate-time")]
    [InlineData(X509ChainStatusFlags.PartialChain, "certificate-chain-incomplete")]
    [InlineData(X509ChainStatusFlags.UntrustedRoot, "certificate-untrusted")]
    [InlineData(X509ChainStatusFlags.OfflineRevocation | X509ChainStatusFlags.RevocationStatusUnknown, "certificate-revocation-unknown")]
    [InlineData(X509ChainStatusFlags.NotSignatureValid, "certificate-weak")]
    [InlineData(X509ChainStatusFlags.NotValidForUsage, "certificate-weak")]
    [InlineData(X509ChainStatusFlags.HasWeakSignature, "certificate-weak")]
    public void Every_flag_of_a_chain_leads_to_its_rule(X509ChainStatusFlags flags, string rule)
    {
        var problem = CertificateProblem.Of(TestCertificates.Valid, null, flags);
        foreach (string words in new[] { problem.Detail, problem.Sentence })
        {
            var found = DiagnosisTable.Default.Find(new DiagnosisSubject(
                new DiagnosisInput { ErrorKind = SmtpErrorKind.CertificateInvalid, Stage = SmtpStage.Tls, Detail = words }));
            Assert.Equal(rule, found!.Id);
        }
    }

    /// <summary>With TLS 1.3 the server's handshake ends before the client has looked at the certificate.</summary>
    private static async Task BeRefusedAsync(ScriptedPeer peer, SmtpTls tls, X509Certificate2 certificate)
    {
        await Server(tls, certificate).UpToAsync(peer, Point.Handshake);
        await peer.SecureAsync(certificate);
        Assert.Null(await peer.ReadAsync());
    }

    private static GoodServer Server(SmtpTls tls, X509Certificate2 certificate) => new()
    {
        Certificate = certificate,
        ImplicitTls = tls == SmtpTls.Implicit,
        StartTls = tls != SmtpTls.Implicit,
    };

    private static X509Certificate2 Named(string name) => new Dictionary<string, X509Certificate2>
    {
        [nameof(TestCertificates.Expired)] = TestCertificates.Expired,
        [nameof(TestCertificates.NotYetValid)] = TestCertificates.NotYetValid,
        [nameof(TestCertificates.WrongName)] = TestCertificates.WrongName,
        [nameof(TestCertificates.SelfSigned)] = TestCertificates.SelfSigned,
        [nameof(TestCertificates.Untrusted)] = TestCertificates.Untrusted,
        [nameof(TestCertificates.UnreachableCrl)] = TestCertificates.UnreachableCrl,
    }[name];
}
