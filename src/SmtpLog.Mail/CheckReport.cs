using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>A check's verdict and its line for monitoring (the Monitoring Plugins' development guidelines, section 2).</summary>
internal sealed class CheckReport
{
    private readonly List<string> _warnings = [];

    public CheckReport(SmtpTransporterOptions options, SmtpCheckOptions check, SmtpFailure? failure, SmtpStage? reached, SmtpCertificate? certificate, SmtpTimings timings)
    {
        if (certificate is { DaysLeft: < 0 })
        {
            _warnings.Add($"the certificate expired on {certificate.NotAfter.UtcDateTime:yyyy-MM-dd}");
        }
        else if (certificate is not null && certificate.DaysLeft <= check.CertificateWarningDays)
        {
            _warnings.Add($"the certificate ends in {Days(certificate.DaysLeft)}");
        }

        if (check.SlowWarning is { } limit && timings.Total > limit)
        {
            _warnings.Add(Text($"it took {timings.Total.TotalSeconds:0.000} s, more than {limit.TotalSeconds:0.###} s"));
        }

        State = Verdict(failure, certificate);
        string words = failure is not null
            ? $"{failure.Kind}: {failure.Describe(options.Host, options.Port)}"
            : Text($"{options.Host}:{options.Port} passed {reached} in {timings.Total.TotalSeconds:0.000} s")
                + string.Concat(_warnings.Select(warning => ", " + warning));
        StatusText = $"SMTP {State.ToString().ToUpperInvariant()} - {words.Replace('|', '/')} | {string.Join(" ", PerformanceData(check, certificate, timings))}";
    }

    public SmtpHealthState State { get; }

    public string StatusText { get; }

    private SmtpHealthState Verdict(SmtpFailure? failure, SmtpCertificate? certificate)
    {
        if (failure is not null)
        {
            return failure.Kind is SmtpErrorKind.InvalidAddress or SmtpErrorKind.LogUnavailable or SmtpErrorKind.Cancelled
                ? SmtpHealthState.Unknown
                : SmtpHealthState.Critical;
        }

        if (certificate is { DaysLeft: < 0 })
        {
            return SmtpHealthState.Critical;
        }

        return _warnings.Count > 0 ? SmtpHealthState.Warning : SmtpHealthState.Ok;
    }

    private static IEnumerable<string> PerformanceData(SmtpCheckOptions check, SmtpCertificate? certificate, SmtpTimings timings)
    {
        string limit = check.SlowWarning is { } slow ? Text($"{slow.TotalSeconds:0.###}") : string.Empty;
        yield return Text($"time={timings.Total.TotalSeconds:0.000000}s;{limit};;0");
        foreach (var (name, time) in timings.Stages())
        {
            yield return Text($"{name}={time.TotalSeconds:0.000000}s;;;0");
        }

        if (certificate is not null)
        {
            // A range "14:" warns below 14.
            yield return Text($"cert_days={certificate.DaysLeft};{check.CertificateWarningDays}:;0:");
        }
    }

    private static string Days(int days) => days == 1 ? "1 day" : Text($"{days} days");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
