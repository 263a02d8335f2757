using System;
using System.Management.Automation;
using SmtpLog.Diagnosis;

namespace SmtpLog.PowerShell;

/// <summary>Every error record of the module. The ids are <see cref="SmtpErrorKind"/>'s names, or these.</summary>
internal static class Errors
{
    public const string PlainTextSecret = "PlainTextSecret";
    public const string MissingServer = "MissingServer";
    public const string MissingToken = "MissingToken";
    public const string InvalidProxy = "InvalidProxy";
    public const string InvalidInput = "InvalidInput";
    public const string ConflictingBody = "ConflictingBody";
    public const string TransporterDisposed = "TransporterDisposed";
    public const string PortUnavailable = "PortUnavailable";
    public const string InvalidReply = "InvalidReply";
    public const string InvalidMechanism = "InvalidMechanism";
    public const string PathNotFound = "PathNotFound";
    public const string ReadFailed = "ReadFailed";
    public const string UnknownDialect = "UnknownDialect";
    public const string CannotFollow = "CannotFollow";
    public const string NoInput = "NoInput";
    public const string LogRunning = "LogRunning";
    public const string OutputExists = "OutputExists";
    public const string WriteFailed = "WriteFailed";

    /// <summary>A send that failed; its target is the result.</summary>
    public static ErrorRecord Send(SmtpSendResult result)
    {
        var kind = result.ErrorKind!.Value;
        return Of(new SmtpLogException(result.StatusText, kind, result), kind, result, result.Diagnosis?.Advice);
    }

    public static ErrorRecord Of(SmtpErrorKind kind, string message, object? target) =>
        Of(new SmtpLogException(message, kind, null), kind, target, null);

    /// <summary>Something in the call itself.</summary>
    public static ErrorRecord Usage(string id, string message, string advice, object? target = null) =>
        new(new ArgumentException(message), id, ErrorCategory.InvalidArgument, target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
        };

    public static ErrorRecord Input(string id, ErrorCategory category, Exception exception, string message, string advice, object? target) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
        };

    private static ErrorRecord Of(Exception exception, SmtpErrorKind kind, object? target, string? advice) =>
        new(exception, kind.ToString(), Category(kind), target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = advice ?? Diagnoser.Advice(kind) },
        };

    private static ErrorCategory Category(SmtpErrorKind kind) => kind switch
    {
        SmtpErrorKind.HostNotFound or SmtpErrorKind.AttachmentNotFound => ErrorCategory.ObjectNotFound,
        SmtpErrorKind.ConnectionRefused or SmtpErrorKind.ConnectionLost or SmtpErrorKind.ProxyFailed => ErrorCategory.ConnectionError,
        SmtpErrorKind.ConnectionTimeout or SmtpErrorKind.SendTimeout => ErrorCategory.OperationTimeout,
        SmtpErrorKind.TlsHandshakeFailed or SmtpErrorKind.CertificateInvalid or SmtpErrorKind.StartTlsNotOffered
            or SmtpErrorKind.ClearTextRefused => ErrorCategory.SecurityError,
        SmtpErrorKind.AuthenticationRequired or SmtpErrorKind.AuthenticationFailed or SmtpErrorKind.MechanismNotOffered => ErrorCategory.AuthenticationError,
        SmtpErrorKind.CapabilityNotOffered => ErrorCategory.NotImplemented,
        SmtpErrorKind.SenderRejected or SmtpErrorKind.RecipientRejected or SmtpErrorKind.MessageRejected => ErrorCategory.PermissionDenied,
        SmtpErrorKind.MessageTooLarge => ErrorCategory.LimitsExceeded,
        SmtpErrorKind.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        SmtpErrorKind.ProtocolError => ErrorCategory.ProtocolError,
        SmtpErrorKind.Cancelled => ErrorCategory.OperationStopped,
        SmtpErrorKind.InvalidAddress => ErrorCategory.InvalidArgument,
        SmtpErrorKind.LogUnavailable => ErrorCategory.OpenError,
        _ => ErrorCategory.NotSpecified,
    };
}
