using System;
using System.Globalization;
using System.Threading.Tasks;
using SmtpLog.Rehearsing;
using SmtpLog.TestServer.Commands;
using SmtpLog.TestServer.Content;
using SmtpLog.TestServer.Rehearsing;

namespace SmtpLog.TestServer;

/// <summary>MAIL, RCPT, DATA and BDAT of one connection.</summary>
internal sealed class MailSession(Wire wire, MessageStore store, Course course)
{
    private const int MaximumRecipients = 1000;

    private static readonly Reply s_badSender = new(501, "5.1.7", "Bad sender address syntax");
    private static readonly Reply s_badRecipient = new(501, "5.1.3", "Bad recipient address syntax");

    private readonly ContentReceiver _receiver = new(wire);
    private MailTransaction? _transaction;

    public bool IsInTransaction => _transaction is not null;

    /// <summary>How many messages this connection brought.</summary>
    public int Accepted { get; private set; }

    public void Reset() => _transaction = null;

    public Reply Mail(string argument)
    {
        if (_transaction is not null)
        {
            return Reply.BadSequence("Sender already given");
        }

        EnvelopeArgument? sender = EnvelopeArgument.Parse(argument, "FROM:", s_badSender, out Reply? refusal);
        if (sender is null)
        {
            return refusal!;
        }

        bool utf8 = sender.Parameters.ContainsKey("SMTPUTF8");
        if (sender.Address.Length > 0 && !sender.HasDomain)
        {
            return s_badSender;
        }

        if (!utf8 && !Ascii.IsAll(argument))
        {
            return Reply.NeedsUtf8;
        }

        refusal = MailParameters.Check(sender.Parameters);
        if (refusal is not null)
        {
            return refusal;
        }

        _transaction = new MailTransaction(sender.Address, sender.ParameterText, utf8);
        return new Reply(250, "2.1.0", "Ok");
    }

    public Reply Recipient(string argument)
    {
        if (_transaction is null)
        {
            return Reply.BadSequence("MAIL comes first");
        }

        if (_transaction.HasChunks)
        {
            return Reply.BadSequence("The message has already begun");
        }

        EnvelopeArgument? recipient = EnvelopeArgument.Parse(argument, "TO:", s_badRecipient, out Reply? refusal);
        if (recipient is null)
        {
            return refusal!;
        }

        // The postmaster is the one whom every host has to take mail for without a domain.
        if (!recipient.HasDomain && !string.Equals(recipient.Address, "postmaster", StringComparison.OrdinalIgnoreCase))
        {
            return s_badRecipient;
        }

        if (!_transaction.Utf8 && !Ascii.IsAll(argument))
        {
            return Reply.NeedsUtf8;
        }

        refusal = RecipientParameters.Check(recipient.Parameters, _transaction.Utf8);
        if (refusal is not null)
        {
            return refusal;
        }

        if (_transaction.Recipients.Count >= MaximumRecipients)
        {
            return new Reply(452, "4.5.3", "Too many recipients");
        }

        _transaction.AddRecipient(recipient.Address, recipient.ParameterText);
        return new Reply(250, "2.1.5", "Ok");
    }

    public async Task<Reply> DataAsync(string argument, string? user, Reply? rehearsed)
    {
        if (argument.Length > 0)
        {
            return Reply.BadSyntax("DATA takes nothing behind it");
        }

        Reply? refusal = NotReady();
        if (refusal is not null)
        {
            return refusal;
        }

        if (_transaction!.HasChunks)
        {
            return Reply.BadSequence("A message begun with BDAT ends with BDAT");
        }

        var goAhead = new Reply(354, null, "End data with <CR><LF>.<CR><LF>");
        wire.Queue(goAhead.Or(rehearsed));
        await _receiver.ReceiveDataAsync(_transaction.Content).ConfigureAwait(false);
        return Finish(user);
    }

    public async Task<Reply> ChunkAsync(string argument, string? user)
    {
        if (!ContentReceiver.TryParseChunk(argument, out long size, out bool isLast))
        {
            return Reply.BadSyntax("Expected BDAT, a size and, for the last chunk, LAST");
        }

        Reply? refusal = NotReady();
        await _receiver.ReceiveChunkAsync(size, refusal is null ? _transaction!.Content : null).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        _transaction!.HasChunks = true;
        if (isLast || _transaction.Content.IsTooLarge)
        {
            return Finish(user);
        }

        return new Reply(250, "2.0.0", string.Format(CultureInfo.InvariantCulture, "{0} octets received", size));
    }

    private Reply? NotReady()
    {
        if (_transaction is null)
        {
            return Reply.BadSequence("MAIL comes first");
        }

        return _transaction.Recipients.Count == 0 ? Reply.BadSequence("RCPT comes first") : null;
    }

    private Reply Finish(string? user)
    {
        MailTransaction transaction = _transaction!;
        _transaction = null;
        if (transaction.Content.IsTooLarge)
        {
            return Reply.TooLarge;
        }

        Reply? rehearsed = course.Next(Rehearsal.Content);
        if (rehearsed is { Code: >= 400 })
        {
            return rehearsed;
        }

        string queueId = store.NextQueueId();
        store.Add(new SmtpTestMessage(transaction.Content.ToArray())
        {
            From = transaction.From,
            To = transaction.Recipients,
            MailParameters = transaction.Parameters,
            RecipientParameters = transaction.RecipientParameters,
            AuthenticatedUser = user,
            Secure = wire.IsSecure,
            Received = DateTimeOffset.UtcNow,
            QueueId = queueId,
        });
        Accepted++;
        var taken = new Reply(250, "2.0.0", $"Ok: queued as {queueId}");
        return taken.Or(rehearsed);
    }
}
