using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using SmtpLog.Contracts;
using SmtpLog.Reading;
using SmtpLog.Writing.Files;

namespace SmtpLog.Mail;

/// <summary>Makes a check and its result. It and a send see the same failures: both have them from the same session.</summary>
internal sealed class CheckRunner(SmtpTransporterOptions options, SmtpCheckOptions check, SessionLogs logs)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private MailSession? _session;
    private ConnectionCheck? _check;
    private TimeSpan _total;

    public SmtpTestResult Run(CancellationToken cancellationToken) => Result(Attempt(cancellationToken));

    private SmtpFailure? Attempt(CancellationToken cancellationToken)
    {
        try
        {
            var addresses = new CheckAddresses(check, options);
            logs.Open();
            using var deadline = new Deadline(options.SendTimeout, options.ConnectionTimeout, cancellationToken);
            return Pass(addresses, deadline);
        }
        catch (MailFailureException e)
        {
            return e.Failure;
        }
        catch (LogUnavailableException e)
        {
            return new SmtpFailure { Kind = SmtpErrorKind.LogUnavailable, Sentence = e.Message };
        }
    }

    private SmtpFailure? Pass(CheckAddresses addresses, Deadline deadline)
    {
        SmtpFailure? failure = null;
        _session = new MailSession(options, logs.Sinks);
        _check = new ConnectionCheck(check, _session);
        try
        {
            _check.Run(addresses, deadline);
        }
        catch (Exception e) when ((failure = FailureMapper.Map(e, _session, deadline)) is not null)
        {
            // STARTTLS has a hello on both sides: what fails behind the stage asked for is none of this check's.
            failure = failure.Stage > check.StopAfter && _session.Tls is not null ? null : failure;
            if (failure is not null)
            {
                _session.Fail(failure);
            }
        }
        finally
        {
            _total = _clock.Elapsed;
            _session.Close();
        }

        return failure;
    }

    private SmtpTestResult Result(SmtpFailure? failure)
    {
        byte[] transcript = logs.TakeTranscript();
        var sessions = LogReader.ReadSessions(transcript);
        var told = sessions.Count == 0 ? null : sessions[sessions.Count - 1];
        var certificate = _session?.Certificate.Describe();
        var timings = Timings();
        var reached = Reached(failure);
        var report = new CheckReport(options, check, failure, reached, certificate, timings);
        return new SmtpTestResult
        {
            Success = failure is null,
            State = report.State,
            StatusText = report.StatusText,
            SmtpServer = options.Host,
            Port = options.Port,
            StageReached = reached,
            Timings = timings,
            RemoteEndPoint = _session?.Route?.Remote,
            LocalEndPoint = _session?.Route?.Local,
            Banner = told?.Banner,
            Extensions = told?.Extensions ?? [],
            SizeLimit = SizeLimit(told?.Extensions ?? []),
            MechanismsOffered = told?.MechanismsOffered ?? [],
            Mechanism = _session?.MechanismName,
            Secure = _session?.Tls is not null,
            TlsProtocol = _session?.Tls?.Protocol,
            TlsCipher = _session?.Tls?.Cipher,
            Certificate = certificate,
            Code = failure?.Code,
            EnhancedCode = failure?.EnhancedCode,
            Reply = failure?.Reply,
            FailedStage = failure?.Stage,
            ErrorKind = failure?.Kind,
            ErrorMessage = failure?.Describe(options.Host, options.Port),
            IsTransient = failure?.IsTransient ?? false,
            Diagnosis = failure is null ? null : FailureDiagnosis.Of(failure, options.Host, _session?.MechanismName, _session?.Replies.Challenge),
            Recipients = _check?.Recipients ?? [],
            SessionId = _session?.Id.ToString(CultureInfo.InvariantCulture),
            LogPath = options.LogPath,
            LogError = logs.TakeError(),
            TranscriptBytes = transcript,
        };
    }

    /// <summary>The last stage that was passed and asked for.</summary>
    private SmtpStage? Reached(SmtpFailure? failure) => _check?.Reached is { } reached && failure is null && reached > check.StopAfter && _session?.Tls is not null
        ? check.StopAfter
        : _check?.Reached;

    /// <summary>RFC 1870: no number, or 0, names no limit.</summary>
    private static long? SizeLimit(IEnumerable<string> extensions) => extensions
        .Select(extension => extension.Split(' '))
        .Where(words => words.Length > 1 && words[0].Equals("SIZE", StringComparison.OrdinalIgnoreCase))
        .Select(words => long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long size) && size > 0 ? size : (long?)null)
        .FirstOrDefault();

    private SmtpTimings Timings()
    {
        var route = _session?.Route;
        var clock = _session?.Clock;
        return new SmtpTimings
        {
            Resolve = route?.Resolve,
            Connect = route is null ? null : route.Elapsed - (route.Resolve ?? TimeSpan.Zero),
            Greeting = clock?[SmtpStage.Connect],
            Tls = clock?[SmtpStage.Tls],
            Hello = clock?[SmtpStage.Hello],
            Auth = clock?[SmtpStage.Auth],
            Mail = clock?[SmtpStage.Mail],
            Recipient = clock?[SmtpStage.Recipient],
            Total = _total,
        };
    }
}
