using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmtpLog.Contracts;
using SmtpLog.PowerShell.Binding;
using SmtpLog.PowerShell.Completers;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Says where and how to send; opens nothing.</summary>
[Cmdlet(VerbsCommon.New, "SmtpTransporter", DefaultParameterSetName = "Credential")]
[OutputType(typeof(SmtpTransporter))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class NewSmtpTransporterCommand : PSCmdlet
{
    private const int SecureSubmission = 465;
    private const int Submission = 587;

    private InputProperties? _properties;

    /// <summary>The server's name or address; default <c>$PSEmailServer</c>.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Host", "HostName", "ComputerName", "Server")]
    [EmptyIs(null)]
    public string? SmtpServer { get; set; }

    /// <summary>The port; 0 or nothing: 465 with implicit TLS, else 587.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(0, typeof(int))]
    [ValidateRange(0, ushort.MaxValue)]
    [ArgumentCompleter(typeof(PortCompleter))]
    public int Port { get; set; }

    /// <summary>User name and password.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(null)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Whose access token it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("User")]
    [EmptyIs(null)]
    public string? UserName { get; set; }

    /// <summary>An OAuth 2 access token.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AccessTokenOAuth2")]
    [Secret]
    public SecureString? AccessToken { get; set; }

    /// <summary>How to log in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AuthenticationMode")]
    [Mechanism]
    public SmtpAuthenticationMechanism AuthenticationMechanism { get; set; }

    /// <summary>When to encrypt.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(SmtpTls.Auto, typeof(SmtpTls))]
    public SmtpTls Tls { get; set; }

    /// <summary>The oldest version of TLS to speak.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TlsVersion]
    public SmtpTlsVersion MinimumTlsVersion { get; set; } = SmtpTlsVersion.Tls12;

    /// <summary>The certificates to accept, whatever their chain says: SHA-1 or SHA-256.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Thumbprint]
    public string[] ServerCertificateThumbprint { get; set; } = [];

    /// <summary>Do not ask whether the certificate was revoked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Flag]
    public SwitchParameter SkipCertificateRevocationCheck { get; set; }

    /// <summary>Accept any certificate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Flag]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The client's certificate, with its private key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(null, typeof(X509Certificate2))]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>How long connecting may take, in seconds; 0: 30.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(0, typeof(int))]
    [ValidateRange(0, 86400)]
    public int ConnectionTimeout { get; set; }

    /// <summary>How long a whole send may take, in seconds; 0: 100.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(0, typeof(int))]
    [ValidateRange(0, 86400)]
    public int SendTimeout { get; set; }

    /// <summary>Close the connection after each message.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Flag]
    public SwitchParameter NoKeepAlive { get; set; }

    /// <summary>The name to give in EHLO.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(null)]
    public string? LocalDomain { get; set; }

    /// <summary>The proxy to go through: http, https, socks4, socks4a or socks5.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(null)]
    public Uri? Proxy { get; set; }

    /// <summary>The login at the proxy.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(null)]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The log to append to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("LogFile")]
    [FilePath]
    public string? LogPath { get; set; }

    /// <summary>How to write the log.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(SmtpLogFormat.Text, typeof(SmtpLogFormat))]
    public SmtpLogFormat LogFormat { get; set; }

    /// <summary>How much of a message the log shows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIs(SmtpLogContent.Headers, typeof(SmtpLogContent))]
    public SmtpLogContent LogContent { get; set; } = SmtpLogContent.Headers;

    /// <summary>Name the user in the log.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Flag]
    public SwitchParameter LogUserName { get; set; }

    /// <summary>4D's property: true is <c>-Tls Opportunistic</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Flag]
    public SwitchParameter AcceptUnsecureConnection { get; set; }

    /// <summary>4D's property: the inverse of <see cref="NoKeepAlive"/>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Flag(isSet: true)]
    public SwitchParameter KeepAlive { get; set; } = true;

    /// <summary>4D's property: the encoding of message bodies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Encoding]
    public Encoding? BodyCharset { get; set; }

    /// <summary>4D's property: the encoding of message headers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Encoding]
    public Encoding? HeaderCharset { get; set; }

    /// <summary>A row whose properties are the parameters, or a server's name.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Makes the transporter.</summary>
    protected override void ProcessRecord()
    {
        string? host = InputObject?.BaseObject as string ?? SmtpServer ?? SessionState.PSVariable.GetValue("PSEmailServer") as string;
        var login = new Login(Credential, UserName, AccessToken, AuthenticationMechanism);
        var refusal = InputObject is null ? null : TransporterInput.Refusal(InputObject);
        WarnOfProperties(refusal);
        refusal ??= ServerNames.Refusal(host, LocalDomain, Proxy) ?? login.Refusal();
        string? logPath = LogPath is null || refusal is not null ? null : ResolveLogPath(LogPath, out refusal);
        if (refusal is not null)
        {
            WriteError(refusal);
            return;
        }

        var runspace = ModuleInitializer.RunspaceId();
        var options = Options(host!.Trim(), login.Credential(), logPath);
        var mailer = new SharedMailer(options, Bridge.CreateMailer, mailer => LiveObjects.Add(mailer, runspace), LiveObjects.Remove);
        WriteObject(new SmtpTransporter(options, mailer));
    }

    private void WarnOfProperties(ErrorRecord? refusal)
    {
        if (refusal is not null || InputObject?.BaseObject is not PSCustomObject)
        {
            return;
        }

        _properties ??= new InputProperties(MyInvocation.MyCommand.Parameters.Values.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)));
        foreach (string warning in _properties.Warnings(InputObject))
        {
            WriteWarning(warning);
        }
    }

    private string? ResolveLogPath(string path, out ErrorRecord? refusal)
    {
        string? resolved = this.Unresolved(path, out string reason);
        refusal = resolved is null ? Errors.Of(SmtpErrorKind.LogUnavailable, $"The log '{path}' cannot be written: {reason}", path) : null;
        return resolved;
    }

    private SmtpTransporterOptions Options(string host, NetworkCredential? credential, string? logPath)
    {
        var tls = Tls == SmtpTls.Auto && AcceptUnsecureConnection ? SmtpTls.Opportunistic : Tls;
        return new SmtpTransporterOptions
        {
            Host = host,
            Port = Port != 0 ? Port : tls == SmtpTls.Implicit ? SecureSubmission : Submission,
            Tls = tls,
            MinimumTlsVersion = MinimumTlsVersion,
            Credential = credential,
            UsesAccessToken = AccessToken is not null,
            Mechanism = AuthenticationMechanism,
            Pins = ServerCertificateThumbprint,
            SkipCertificateCheck = SkipCertificateCheck,
            SkipCertificateRevocationCheck = SkipCertificateRevocationCheck,
            ClientCertificate = ClientCertificate,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeout == 0 ? 30 : ConnectionTimeout),
            SendTimeout = TimeSpan.FromSeconds(SendTimeout == 0 ? 100 : SendTimeout),
            KeepAlive = KeepAlive && !NoKeepAlive,
            LocalDomain = LocalDomain,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            LogPath = logPath,
            LogFormat = LogFormat,
            LogContent = LogContent,
            LogUserName = LogUserName,
            BodyEncoding = BodyCharset,
            HeaderEncoding = HeaderCharset,
        };
    }
}
