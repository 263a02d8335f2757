using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using SmtpLog.Rehearsing;
using SmtpLog.TestServer.Authentication;
using SmtpLog.TestServer.Commands;
using SmtpLog.TestServer.Rehearsing;
using SmtpLog.Writing;

namespace SmtpLog.TestServer;

/// <summary>One connection from its greeting to its end.</summary>
internal sealed class SmtpSession : IDisposable
{
    // AUTH lines may be longer: RFC 4954, section 4.
    private const int MaximumCommandLength = 4096;

    private readonly ServerSettings _settings;
    private readonly SessionTranscript _transcript;
    private readonly Interruption _interruption;
    private readonly Wire _wire;
    private readonly LineReader _reader;
    private readonly MailSession _mail;
    private readonly Course _course;
    private bool _greeted;
    private bool _extended;
    private bool _quit;
    private string? _user;

    public SmtpSession(Socket socket, ServerSettings settings, TranscriptSink sink)
    {
        _settings = settings;
        _transcript = new SessionTranscript(
            (IPEndPoint)socket.LocalEndPoint!, (IPEndPoint)socket.RemoteEndPoint!, sink);
        _interruption = new Interruption(settings.Patience);
        _wire = new Wire(socket, _transcript, _interruption);
        _reader = new LineReader(_wire);
        _course = settings.Courses.Begin();
        _mail = new MailSession(_wire, settings.Store, _course);
    }

    /// <summary>Lets <see cref="RunAsync"/> say 421 and end.</summary>
    public void Stop() => _interruption.Raise(Reply.Stopping);

    public async Task RunAsync()
    {
        Reply? farewell = null;
        _transcript.Opened(_settings.Tls == SmtpTls.Implicit);
        try
        {
            await ConverseAsync().ConfigureAwait(false);
        }
        catch (SessionInterruptedException interruption)
        {
            farewell = interruption.Farewell;
        }
        catch (AuthenticationException failure)
        {
            _transcript.Failed(SmtpErrorKind.TlsHandshakeFailed, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            _transcript.Failed(SmtpErrorKind.ConnectionLost, failure.Message);
        }

        await _wire.CloseAsync(farewell).ConfigureAwait(false);
        _transcript.Closed(_mail.Accepted);
    }

    public void Dispose()
    {
        _interruption.Dispose();
        _wire.Dispose();
    }

    private async Task ConverseAsync()
    {
        if (_settings.Tls == SmtpTls.Implicit)
        {
            await _wire.SecureAsync(_settings.Certificate!).ConfigureAwait(false);
        }

        bool isSilent = false;
        try
        {
            Say(new Reply(220, null, $"{Extensions.HostName} ESMTP SmtpLog test server").Or(_course.Next(Rehearsal.Connect)));
            while (!_quit)
            {
                ReceivedLine line = await _reader.ReadAsync().ConfigureAwait(false);
                if (line.State == LineState.EndOfStream)
                {
                    return;
                }

                Reply? reply = await AnswerAsync(line).ConfigureAwait(false);
                if (reply is not null)
                {
                    Say(reply);
                }
            }
        }
        catch (RehearsedEndException end)
        {
            isSilent = end.IsSilent;
        }

        await _wire.FlushAsync().ConfigureAwait(false);
        while (isSilent)
        {
            ReceivedLine line = await _reader.ReadAsync().ConfigureAwait(false);
            isSilent = line.State != LineState.EndOfStream;
        }
    }

    /// <summary>421 ends the connection (RFC 5321, section 3.8).</summary>
    private void Say(Reply reply)
    {
        _wire.Queue(reply);
        _quit |= reply.Code == 421;
    }

    private async Task<Reply?> AnswerAsync(ReceivedLine line)
    {
        if (line.State == LineState.TooLong)
        {
            return Reply.LineTooLong;
        }

        if (line.State == LineState.Malformed || !Command.TryParse(line.Text, out Command command))
        {
            return new Reply(500, "5.5.2", "Not a command: expected a verb, its arguments and CRLF");
        }

        if (line.Text.Length + 2 > MaximumCommandLength && command.Verb != "AUTH")
        {
            return Reply.LineTooLong;
        }

        Reply? rehearsed = _course.Next(command.Verb);
        if (rehearsed is { Code: >= 400 } && command.Verb is not ("AUTH" or "QUIT"))
        {
            return rehearsed;
        }

        switch (command.Verb)
        {
            case "STARTTLS":
                return await StartTlsAsync(command.Argument, rehearsed).ConfigureAwait(false);
            case "DATA":
                return await _mail.DataAsync(command.Argument, _user, rehearsed).ConfigureAwait(false);
            case "BDAT":
                return await _mail.ChunkAsync(command.Argument, _user).ConfigureAwait(false);
            case "AUTH":
                Reply? end = await AuthenticateAsync(command.Argument).ConfigureAwait(false);
                // A login that is refused on demand was led to its end, as by a server that knows the user.
                _user = rehearsed is { Code: >= 400 } ? null : _user;
                return end?.Or(rehearsed);
            default:
                return Answer(command).Or(rehearsed);
        }
    }

    private Reply Answer(Command command) => command.Verb switch
    {
        "EHLO" => Hello(command.Argument, extended: true),
        "HELO" => Hello(command.Argument, extended: false),
        "MAIL" => Mail(command.Argument),
        "RCPT" => _mail.Recipient(command.Argument),
        "RSET" => Reset(command.Argument),
        "QUIT" => Quit(command.Argument),
        "NOOP" => Reply.Ok,
        "VRFY" when command.Argument.Length == 0 => Reply.BadSyntax("Expected VRFY and an address"),
        "VRFY" => new Reply(252, "2.0.0", "Cannot verify, but would take a message for it"),
        "HELP" => new Reply(214, "2.0.0", "EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT"),
        "EXPN" => new Reply(502, "5.5.1", "There are no lists here"),
        _ => new Reply(500, "5.5.1", "Command unknown"),
    };

    private Reply Hello(string client, bool extended)
    {
        if (!Ascii.AreVisible(client))
        {
            return Reply.BadSyntax("Expected the name or address of the client");
        }

        _greeted = true;
        _extended = extended;
        _mail.Reset();
        return extended
            ? Extensions.Hello(client, _settings, _wire.IsSecure)
            : new Reply(250, null, $"{Extensions.HostName} Hello {client}");
    }

    private Reply Mail(string argument)
    {
        if (!_greeted)
        {
            return Reply.BadSequence("EHLO or HELO comes first");
        }

        return _settings.Logins.AreRequired && _user is null
            ? new Reply(530, "5.7.0", "Authentication required")
            : _mail.Mail(argument);
    }

    private Reply Reset(string argument)
    {
        if (argument.Length > 0)
        {
            return Reply.BadSyntax("RSET takes nothing behind it");
        }

        _mail.Reset();
        return Reply.Ok;
    }

    private Reply Quit(string argument)
    {
        if (argument.Length > 0)
        {
            return Reply.BadSyntax("QUIT takes nothing behind it");
        }

        _quit = true;
        return new Reply(221, "2.0.0", "Bye");
    }

    private async Task<Reply?> AuthenticateAsync(string argument)
    {
        if (!_settings.Mechanisms.Any)
        {
            return new Reply(502, "5.5.1", "AUTH is not offered");
        }

        if (!_extended || _user is not null || _mail.IsInTransaction)
        {
            return Reply.BadSequence(
                !_extended ? "EHLO comes first" : _user is null ? "Not inside a mail transaction" : "Already authenticated");
        }

        var exchange = new AuthenticationExchange(_wire, _reader, _settings.Mechanisms);
        Reply? reply = await exchange.RunAsync(argument).ConfigureAwait(false);
        _user = exchange.User;
        return reply;
    }

    private async Task<Reply?> StartTlsAsync(string argument, Reply? rehearsed)
    {
        if (argument.Length > 0)
        {
            return Reply.BadSyntax("STARTTLS takes nothing behind it");
        }

        if (_wire.IsSecure || _settings.Tls != SmtpTls.StartTls)
        {
            return _wire.IsSecure ? Reply.BadSequence("TLS is already there") : new Reply(502, "5.5.1", "STARTTLS is not offered");
        }

        var ready = new Reply(220, "2.0.0", "Ready to start TLS");
        _wire.Queue(ready.Or(rehearsed));
        await _wire.FlushAsync().ConfigureAwait(false);
        await _wire.SecureAsync(_settings.Certificate!).ConfigureAwait(false);

        // RFC 3207, section 4.2: nothing that was said in clear counts any more.
        _greeted = false;
        _extended = false;
        _user = null;
        _mail.Reset();
        return null;
    }
}
