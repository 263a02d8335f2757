namespace SmtpLog.Reading;

/// <content>What the client says: commands, and the messages between them.</content>
internal sealed partial class Conversation
{
    private void FollowClient(ref LogRecord record)
    {
        _isInReply = false;
        if (record.IsCommand && _content.Kind == ContentKind.Data)
        {
            SkipUnloggedReply();
        }

        bool isDot = record.Text.Length == 1 && record.Text[0] == '.';
        if (_content.IsOpen && !isDot && _content.TryTake(record.Text))
        {
            bool isContent = _content.Kind != ContentKind.Perhaps;
            record.Stage = isContent ? SmtpStage.Data : null;
            _pending.TouchLast(Ticks(ref record));
            return;
        }

        if (isDot && _content.Kind != ContentKind.Chunk)
        {
            EndContent(ref record);
            return;
        }

        if (isDot && _content.TryTake(record.Text))
        {
            record.Stage = SmtpStage.Data;
            return;
        }

        FollowCommand(ref record);
    }

    /// <summary>The log shows neither content nor, where a command comes next, the reply to it.</summary>
    private void SkipUnloggedReply()
    {
        _content.Close();
        LosePairing();
    }

    private void EndContent(ref LogRecord record)
    {
        // A dot that nothing announced: 354 and content went by before the log began.
        if (!_content.IsOpen && !_dotMayFollow)
        {
            if (_authGoesOn)
            {
                FollowCommand(ref record);
                return;
            }

            LosePairing();
        }

        _content.Close();
        _dotMayFollow = false;
        record.Command = "DATA";
        record.Stage = _stage = SmtpStage.Data;
        if (_pending.LastVerb == SmtpVerb.Content)
        {
            _pending.TouchLast(Ticks(ref record));
        }
        else
        {
            _pending.Enqueue(new(SmtpVerb.Content, "DATA", SmtpStage.Data, Ticks(ref record)));
            _isPaired = true;
        }

        _wasAnswered = false;
    }

    private void FollowCommand(ref LogRecord record)
    {
        SmtpVerb verb = SmtpVerbs.Find(record.Text, out string? name);
        if (_authGoesOn || CommandRules.IsMasked(record.Text) || (verb <= SmtpVerb.Unlisted && _pending.LastVerb == SmtpVerb.Auth))
        {
            verb = SmtpVerb.Auth;
            name = "AUTH";
        }
        else if (verb <= SmtpVerb.Unlisted && TryOpenContent())
        {
            record.Stage = _content.Kind == ContentKind.Data ? SmtpStage.Data : null;
            _pending.TouchLast(Ticks(ref record));
            return;
        }

        _authGoesOn = _dotMayFollow = false;
        UpdatePairing(verb);
        _stage = CommandRules.StageOf(verb, _stage);
        _pending.Enqueue(new(verb, name, _stage, Ticks(ref record)));
        record.Command = name;
        record.Stage = _stage;
        _wasAnswered = false;
        if (verb == SmtpVerb.Bdat)
        {
            _content.OpenChunk(CommandRules.ChunkSize(record.Text));
        }
    }

    /// <summary>A line that is on no list is content where a message may be under way: after a DATA without its 354, or in a log that begins with it.</summary>
    private bool TryOpenContent()
    {
        if (_pending.LastVerb == SmtpVerb.Data)
        {
            _pending.Enqueue(new(SmtpVerb.Content, "DATA", SmtpStage.Data, 0));
            _content.OpenData();
            return true;
        }

        if (!_hasBegun)
        {
            _content.OpenPerhaps();
            return true;
        }

        return false;
    }

    private void UpdatePairing(SmtpVerb verb)
    {
        if (!_isPaired && (_wasAnswered || (!_hasBegun && CommandRules.OpensGroup(verb))))
        {
            _pending.Clear();
            _isPaired = true;
        }
        else if (CommandRules.ClosesGroup(_pending.LastVerb))
        {
            // Nobody goes on before such a command is answered (RFC 2920): its reply is missing, or this client does not care.
            _isPaired = false;
        }
    }
}
