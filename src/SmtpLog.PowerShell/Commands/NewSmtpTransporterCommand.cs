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
        if (!CheckInput() || Options() is not { } options)
        {
            return;
        }

        var runspace = ModuleInitializer.RunspaceId();
        WriteObject(new SmtpTransporter(options, Bridge.CreateMailer, transporter => LiveObjects.Add(transporter, runspace), LiveObjects.Remove));
    }

    private bool CheckInput()
    {
        switch (InputObject?.BaseObject)
        {
            case null or SmtpTestServer:
                return true;
            case string host:
                SmtpServer = host;
                return true;
            case System.Collections.IDictionary:
                return Refuse(Errors.Usage(Errors.InvalidInput, "A hashtable has no properties that could be bound.", "Pipe [pscustomobject]@{ … }, or splat the hashtable: New-SmtpTransporter @settings."));
        }

        if (InputProperties.PlainSecret(InputObject) is { } secret)
        {
            return Refuse(Errors.Usage(
                Errors.PlainTextSecret,
                $"The property '{secret}' holds a secret as plain text; it is refused.",
                "Pass -Credential with a PSCredential, or -UserName with -AccessToken as a SecureString, for example from a secret vault."));
        }

        if (InputProperties.UnboundSecret(InputObject) is { } secure)
        {
            return Refuse(Errors.Usage(Errors.InvalidInput, $"The property '{secure}' alone is no credential.", "Give the row a property Credential with a PSCredential."));
        }

        if (InputObject.BaseObject is PSCustomObject)
        {
            _properties ??= new InputProperties(MyInvocation.MyCommand.Parameters.Values.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)));
            foreach (string warning in _properties.Warnings(InputObject))
            {
                WriteWarning(warning);
            }
        }

        return true;
    }

    private SmtpTransporterOptions? Options()
    {
        string? host = SmtpServer ?? SessionState.PSVariable.GetValue("PSEmailServer") as string;
        if (string.IsNullOrWhiteSpace(host))
        {
            Refuse(Errors.Usage(Errors.MissingServer, "No server is named.", "Pass -SmtpServer, or set $PSEmailServer."));
            return null;
        }

        if (!TryCredential(out var credential) || !CheckNames(host!) || !TryLogPath(out string? logPath))
        {
            return null;
        }

        var tls = Tls == SmtpTls.Auto && AcceptUnsecureConnection ? SmtpTls.Opportunistic : Tls;
        return new SmtpTransporterOptions
        {
            Host = host!.Trim(),
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

    private bool TryCredential(out NetworkCredential? credential)
    {
        credential = null;
        if (AccessToken is { Length: 0 })
        {
            return Refuse(Errors.Usage(Errors.PlainTextSecret, "The access token is plain text, or empty; it is refused.", "Pass -AccessToken as a SecureString, for example from a secret vault."));
        }

        bool isToken = AuthenticationMechanism is SmtpAuthenticationMechanism.XOAuth2 or SmtpAuthenticationMechanism.OAuthBearer;
        if (AccessToken is not null)
        {
            string? user = UserName ?? Credential?.UserName;
            credential = new NetworkCredential(user ?? string.Empty, AccessToken);
            return !string.IsNullOrEmpty(user)
                || Refuse(Errors.Usage(Errors.MissingToken, "An access token needs the user it belongs to.", "Pass -UserName with -AccessToken."));
        }

        if (Credential is null || Credential == PSCredential.Empty)
        {
            return (UserName is null && !isToken)
                || Refuse(Errors.Usage(Errors.MissingToken, "A user without a password or an access token cannot log in.", "Pass -Credential with user name and password, or -UserName with -AccessToken."));
        }

        if (isToken)
        {
            return Refuse(Errors.Usage(Errors.MissingToken, $"{MechanismNames.Sasl(AuthenticationMechanism)} logs in with an access token, not with a password.", "Pass -UserName with -AccessToken."));
        }

        credential = Credential.GetNetworkCredential();
        credential = new NetworkCredential(Credential.UserName, credential.SecurePassword);
        return true;
    }

    private bool CheckNames(string host)
    {
        if (host.Any(char.IsControl) || (LocalDomain?.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ?? false))
        {
            return Refuse(Errors.Usage(Errors.InvalidInput, "A name holds a line break or another control character.", "Take it out of -SmtpServer or -LocalDomain."));
        }

        if (Proxy is null)
        {
            return true;
        }

        string[] schemes = ["http", "https", "socks4", "socks4a", "socks5"];
        if (!Proxy.IsAbsoluteUri || !schemes.Contains(Proxy.Scheme, StringComparer.OrdinalIgnoreCase) || Proxy.Port <= 0)
        {
            return Refuse(Errors.Usage(Errors.InvalidProxy, "The proxy is not one of http, https, socks4, socks4a or socks5 with host and port.", "Write it like socks5://proxy.example.com:1080."));
        }

        return Proxy.UserInfo.Length == 0
            || Refuse(Errors.Usage(Errors.PlainTextSecret, "The proxy's address holds a login as plain text; it is refused.", "Pass -ProxyCredential."));
    }

    private bool TryLogPath(out string? path)
    {
        path = null;
        if (LogPath is null)
        {
            return true;
        }

        path = this.Unresolved(LogPath, out string reason);
        return path is not null || Refuse(Errors.Of(SmtpErrorKind.LogUnavailable, $"The log '{LogPath}' cannot be written: {reason}", LogPath));
    }

    private bool Refuse(ErrorRecord error)
    {
        WriteError(error);
        return false;
    }
}
