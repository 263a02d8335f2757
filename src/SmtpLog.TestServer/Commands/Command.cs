namespace SmtpLog.TestServer.Commands;

/// <summary>A command line taken apart: verb and the rest.</summary>
internal readonly struct Command
{
    private Command(string verb, string argument)
    {
        Verb = verb;
        Argument = argument;
    }

    /// <summary>Upper-case.</summary>
    public string Verb { get; }

    /// <summary>What follows the verb, without blanks at its ends.</summary>
    public string Argument { get; }

    /// <returns>False where the line does not begin like a command.</returns>
    public static bool TryParse(string line, out Command command)
    {
        int end = line.IndexOf(' ');
        string verb = end < 0 ? line : line.Substring(0, end);
        command = new Command(verb.ToUpperInvariant(), end < 0 ? string.Empty : line.Substring(end).Trim(' '));
        foreach (char c in verb)
        {
            if (!Ascii.IsLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return verb.Length > 0 && Ascii.IsLetterOrDigit(verb[0]);
    }
}
