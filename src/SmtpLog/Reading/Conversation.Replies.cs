namespace SmtpLog.Reading;

/// <content>What the server says, and which command it answers.</content>
internal sealed partial class Conversation
{
    private void FollowServer(ref LogRecord record)
    {
        _content.Close();
        if (record.Code == 0)
        {
            record.Command = _isInReply ? _answered.Name : null;
            record.Stage = _isInReply ? _answered.Stage : _stage;
            return;
        }

        if (!_isInReply)
        {
            _answered = TakeAnswered(ref record);
        }

        _dotMayFollow = false;
        record.Command = _answered.Name;
        record.Stage = _answered.Stage;
        record.IsError = record.Code >= 400;
        record.IsTransient = record.Code is >= 400 and < 500;
        _isInReply = record.IsContinued;
        if (!record.IsContinued)
        {
            EndReply(ref record);
        }
    }

    private PendingCommand TakeAnswered(ref LogRecord record)
    {
        if (_awaitsGreeting && (_pending.Count == 0 || record.Code is 220 or 554))
        {
            _awaitsGreeting = false;
            return new(SmtpVerb.None, null, SmtpStage.Connect, _connectedTicks);
        }

        _awaitsGreeting = false;
        if (record.Code == 220 && IsLateGreeting(ref record))
        {
            Reset();
            record.StartsSession = _isPaired = true;
            return new(SmtpVerb.None, null, SmtpStage.Connect, 0);
        }

        SmtpVerb certain = CommandRules.OnlyAskedBy(record.Code);
        if (certain != SmtpVerb.None && (!_isPaired || certain != SmtpVerb.Quit))
        {
            bool wasKnown = _pending.TryDequeueThrough(certain, out PendingCommand command);
            bool isOutOfTurn = certain == SmtpVerb.Data && _isPaired && _pending.Count > 0;
            if (wasKnown || (certain != SmtpVerb.Quit && !isOutOfTurn))
            {
                _isPaired = true;
                return wasKnown ? command : CommandRules.Unseen(certain);
            }
        }

        if (_pending.Count == 0)
        {
            bool isGreeting = record.Code == 220 && (_hasBegun || !CommandRules.SpeaksOfTls(record.Text));
            return new(SmtpVerb.None, null, isGreeting ? SmtpStage.Connect : _stage, 0);
        }

        return _isPaired ? _pending.Dequeue() : default;
    }

    /// <summary>True for a 220 that answers nothing in a session that was under way: the log of that one was cut.</summary>
    private bool IsLateGreeting(ref LogRecord record)
    {
        if (_pending.Count > 0)
        {
            return _isPaired && CommandRules.IsNeverAnsweredBy220(_pending.First.Verb);
        }

        bool lostStartTls = _stage == SmtpStage.Hello && CommandRules.SpeaksOfTls(record.Text);
        return _hasBegun && !lostStartTls;
    }

    private void EndReply(ref LogRecord record)
    {
        if (Ticks(ref record) is var now and > 0 && _answered.Ticks > 0)
        {
            long latency = now - _answered.Ticks;
            record.HasLatency = latency >= 0;
            record.LatencyTicks = latency;
        }

        _wasAnswered = true;
        _authGoesOn = record.Code == 334;
        _saidGoodbye = record.Code == 221;
        if (record.Code == 354 && _answered.Verb == SmtpVerb.Data)
        {
            _content.OpenData();
            _stage = SmtpStage.Data;
            if (_pending.LastVerb != SmtpVerb.Content)
            {
                _pending.Enqueue(new(SmtpVerb.Content, "DATA", SmtpStage.Data, 0));
            }
        }
    }
}
