using System;
using System.Collections;
using System.Management.Automation;
using System.Net.Mail;
using System.Text;
using SmtpLog.Contracts;
using SmtpLog.PowerShell.Binding;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Sends a message and writes down the whole conversation.</summary>
[Cmdlet(VerbsCommunications.Send, "SmtpLoggedMessage", DefaultParameterSetName = "Message", SupportsShouldProcess = true)]
[OutputType(typeof(SmtpSendResult))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class SendSmtpLoggedMessageCommand : CancellableCommand
{
    /// <summary>Where and how to send.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public SmtpTransporter Transporter { get; set; } = null!;

    /// <summary>The author, and the envelope's sender unless <see cref="Sender"/> is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? From { get; set; }

    /// <summary>Who sends it for the author (RFC 5322, section 3.6.2); the envelope's sender.</summary>
    [Parameter]
    public string? Sender { get; set; }

    /// <summary>The recipients.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] To { get; set; } = [];

    /// <summary>The recipients of a copy.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Cc { get; set; } = [];

    /// <summary>The recipients of a copy whom the others do not see.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Bcc { get; set; } = [];

    /// <summary>Where answers go.</summary>
    [Parameter(ParameterSetName = "Message")]
    public string[] ReplyTo { get; set; } = [];

    /// <summary>The subject.</summary>
    [Parameter(ParameterSetName = "Message", ValueFromPipelineByPropertyName = true)]
    public string? Subject { get; set; }

    /// <summary>The text; HTML with <see cref="BodyAsHtml"/>.</summary>
    [Parameter(ParameterSetName = "Message", ValueFromPipelineByPropertyName = true)]
    public string? Body { get; set; }

    /// <summary>The body is HTML.</summary>
    [Parameter(ParameterSetName = "Message")]
    public SwitchParameter BodyAsHtml { get; set; }

    /// <summary>The HTML form; with <see cref="Body"/> the reader's program chooses.</summary>
    [Parameter(ParameterSetName = "Message", ValueFromPipelineByPropertyName = true)]
    public string? HtmlBody { get; set; }

    /// <summary>Files to attach: paths or file objects.</summary>
    [Parameter(ParameterSetName = "Message", ValueFromPipelineByPropertyName = true)]
    [Alias("Attachments")]
    [FilePath]
    public string[] Attachment { get; set; } = [];

    /// <summary>Content id → path of images that the HTML shows as <c>cid:…</c>.</summary>
    [Parameter(ParameterSetName = "Message")]
    public IDictionary? InlineAttachment { get; set; }

    /// <summary>The priority.</summary>
    [Parameter(ParameterSetName = "Message")]
    public MailPriority Priority { get; set; }

    /// <summary>Further headers: name → value or values.</summary>
    [Parameter(ParameterSetName = "Message")]
    public IDictionary? Header { get; set; }

    /// <summary>The Message-ID; by default a new one.</summary>
    [Parameter(ParameterSetName = "Message")]
    public string? MessageId { get; set; }

    /// <summary>The Message-ID that this one answers.</summary>
    [Parameter(ParameterSetName = "Message")]
    public string? InReplyTo { get; set; }

    /// <summary>The Message-IDs of the thread.</summary>
    [Parameter(ParameterSetName = "Message")]
    public string[] References { get; set; } = [];

    /// <summary>The encoding of header and body; by default UTF-8.</summary>
    [Parameter(ParameterSetName = "Message")]
    [Encoding]
    public Encoding? Encoding { get; set; }

    /// <summary>What to report on (RFC 3461).</summary>
    [Parameter]
    [Alias("DeliveryNotificationOption", "DNO")]
    public DeliveryNotificationOptions DeliveryNotification { get; set; }

    /// <summary>A ready message file (<c>.eml</c>).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [FilePath]
    public string? Path { get; set; }

    /// <summary>A refused recipient does not keep the others from getting the message.</summary>
    [Parameter]
    public SwitchParameter AllowPartialDelivery { get; set; }

    /// <summary>Sends one message.</summary>
    protected override void ProcessRecord()
    {
        if (Message() is not { } message || !ShouldProcess($"{Transporter}", Describe(message)))
        {
            return;
        }

        SmtpSendResult result;
        try
        {
            result = Transporter.Send(message, Stopped);
        }
        catch (OperationCanceledException)
        {
            // Stopped while another runspace had its turn: nothing was begun.
            return;
        }
        catch (ObjectDisposedException e)
        {
            WriteError(Errors.Input(Errors.TransporterDisposed, ErrorCategory.InvalidOperation, e, $"The transporter to {Transporter} was disposed.", "Make a new one with New-SmtpTransporter.", Transporter));
            return;
        }

        if (result.LogError is not null)
        {
            WriteWarning(result.LogError);
        }

        WriteObject(result);
        if (!result.Success)
        {
            WriteError(Errors.Send(result));
        }
    }

    private SmtpMessageOptions? Message()
    {
        if (HtmlBody is { Length: > 0 } && BodyAsHtml)
        {
            WriteError(Errors.Usage(Errors.ConflictingBody, "-BodyAsHtml makes -Body the HTML; there is a second one in -HtmlBody.", "Leave out -BodyAsHtml: -Body is the text form, -HtmlBody the HTML form."));
            return null;
        }

        var files = new MessageFiles(this);
        var message = new SmtpMessageOptions
        {
            From = From,
            Sender = Sender,
            To = To ?? [],
            Cc = Cc ?? [],
            Bcc = Bcc ?? [],
            ReplyTo = ReplyTo,
            Subject = Subject,
            TextBody = BodyAsHtml ? null : Body,
            HtmlBody = BodyAsHtml ? Body ?? string.Empty : string.IsNullOrEmpty(HtmlBody) ? null : HtmlBody,
            Attachments = files.Attachments(Attachment),
            InlineAttachments = files.Inline(InlineAttachment),
            Priority = Priority,
            Headers = HeaderTable.Pairs(Header),
            MessageId = MessageId,
            InReplyTo = InReplyTo,
            References = References,
            Encoding = Encoding,
            DeliveryNotification = DeliveryNotification,
            Path = files.Message(Path),
            AllowPartialDelivery = AllowPartialDelivery,
        };
        if (files.Refusal is null)
        {
            return message;
        }

        WriteError(files.Refusal);
        return null;
    }

    private static string Describe(SmtpMessageOptions message) => message.Path is not null
        ? $"Send the message in {message.Path}"
        : $"Send '{message.Subject}' to {string.Join(", ", [.. message.To, .. message.Cc, .. message.Bcc])}";
}
