using System;

namespace SmtpLog.TestServer.Content;

/// <summary>
/// Takes the content of DATA apart (RFC 5321, section 4.5.2). Only CRLF ends a line, so that a bare CR or LF can
/// neither end the message nor smuggle a second one in.
/// </summary>
internal sealed class DotUnstuffer
{
    private static readonly byte[] s_carriageReturn = [(byte)'\r'];

    private State _state = State.LineStart;

    private enum State
    {
        LineStart,
        Text,
        AfterCarriageReturn,
        AfterDot,
        AfterDotAndCarriageReturn,
    }

    /// <summary>True after the line with nothing but a dot.</summary>
    public bool IsComplete { get; private set; }

    /// <returns>How many bytes belonged to the message and its end; fewer than all only at the end.</returns>
    public int Take(ReadOnlySpan<byte> input, MessageContent content)
    {
        int position = 0;
        while (position < input.Length && !IsComplete)
        {
            position += _state == State.Text
                ? TakeText(input.Slice(position), content)
                : TakeByte(input, position, content);
        }

        return position;
    }

    private int TakeText(ReadOnlySpan<byte> input, MessageContent content)
    {
        int end = input.IndexOf((byte)'\r');
        if (end < 0)
        {
            content.Append(input);
            return input.Length;
        }

        content.Append(input.Slice(0, end + 1));
        _state = State.AfterCarriageReturn;
        return end + 1;
    }

    // Returns 0 where the byte is to be looked at again in the state that it led to.
    private int TakeByte(ReadOnlySpan<byte> input, int position, MessageContent content)
    {
        byte current = input[position];
        switch (_state)
        {
            case State.LineStart:
                _state = current == '.' ? State.AfterDot : State.Text;
                return current == '.' ? 1 : 0;
            case State.AfterDot:
                _state = current == '\r' ? State.AfterDotAndCarriageReturn : State.Text;
                return current == '\r' ? 1 : 0;
            case State.AfterDotAndCarriageReturn when current == '\n':
                IsComplete = true;
                return 1;
            case State.AfterDotAndCarriageReturn:
                content.Append(s_carriageReturn);
                _state = State.AfterCarriageReturn;
                return 0;
            case State.AfterCarriageReturn when current == '\n':
                content.Append(input.Slice(position, 1));
                _state = State.LineStart;
                return 1;
            default:
                _state = State.Text;
                return 0;
        }
    }
}
