using System.Collections;
using System.Management.Automation;
using SmtpLog.Rehearsing;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Replies as users write them: command → reply, or several in turn.</summary>
internal static class ReplyTable
{
    /// <summary>Null where one is refused.</summary>
    public static Rehearsal? Parse(IDictionary table, out ErrorRecord? refusal)
    {
        var rehearsal = new Rehearsal();
        foreach (DictionaryEntry entry in table)
        {
            string moment = $"{entry.Key}";
            object? value = PSValue.Of(entry.Value);
            if (!Rehearsal.IsMoment(moment))
            {
                refusal = Errors.Usage(Errors.InvalidReply, $"There is no reply to '{moment}'.", $"Name one of these: {string.Join(", ", Rehearsal.Moments)}.", table);
                return null;
            }

            foreach (object? one in value is IEnumerable many and not string ? many : new[] { value })
            {
                if (RehearsedReply.Parse($"{one}") is not { } reply)
                {
                    refusal = Errors.Usage(
                        Errors.InvalidReply,
                        $"'{one}' is no reply to {moment}.",
                        "Give a code from 200 to 599 and its text, such as '550 5.1.1 No such user', the lines of a long one as '250-…' and '250 …' with line feeds between them; or Close, or Silence.",
                        table);
                    return null;
                }

                rehearsal.Add(moment, reply);
            }
        }

        refusal = null;
        return rehearsal;
    }
}
