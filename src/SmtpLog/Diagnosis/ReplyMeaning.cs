using System.Collections.Concurrent;

namespace SmtpLog.Diagnosis;

/// <summary>What the codes of a reply mean in plain words (RFC 5321, RFC 3463 and IANA's registry).</summary>
internal static class ReplyMeaning
{
    /// <summary>A server may send any number of different codes: those beyond this many are worked out each time.</summary>
    private const int MaximumCached = 4096;

    private static readonly ConcurrentDictionary<long, string?> s_cache = new();

    /// <summary>One short sentence without a full stop; null where neither code says anything.</summary>
    public static string? Of(int? code, string? enhancedCode)
    {
        var reply = code is >= 200 and <= 599 ? code.Value : 0;
        if (!EnhancedStatusCode.TryParse(enhancedCode, out var status) && reply == 0)
        {
            return null;
        }

        var key = (((((reply * 10L) + status.Class) * 1000) + status.Subject) * 1000) + status.Detail;
        if (!s_cache.TryGetValue(key, out var meaning))
        {
            meaning = status.Class == 0 ? OfReply(reply) : OfBoth(reply, status);
            if (s_cache.Count < MaximumCached)
            {
                s_cache[key] = meaning;
            }
        }

        return meaning;
    }

    private static string? OfReply(int reply) =>
        StatusCodeRegistry.Default.Reply(reply) ?? StatusCodeRegistry.Default.Class(reply / 100);

    private static string? OfBoth(int reply, EnhancedStatusCode status)
    {
        var registry = StatusCodeRegistry.Default;
        var known = status.Detail == 0 || IsOvershadowed(reply, status)
            ? null
            : registry.Status(status.Subject, status.Detail);

        // The registry's texts tell of failures: a 250 2.4.4 is a success all the same.
        if (status.Class == 2)
        {
            var fits = reply == 0 || registry.GoesWith(status.Subject, status.Detail, reply);
            return (fits ? known : null) ?? OfReply(reply == 0 ? 200 : reply);
        }

        var isTemporary = (reply == 0 ? status.Class : reply / 100) == 4;
        if (known is not null)
        {
            return isTemporary ? known + " (temporary)" : known;
        }

        var meaning = registry.Reply(reply);
        var area = meaning is null || status.Subject == 0 ? null : registry.Subject(status.Subject);
        meaning ??= registry.Status(status.Subject, 0) ?? registry.Class(status.Class);
        return (area, isTemporary) switch
        {
            (null, false) => meaning,
            (null, true) => meaning + " (temporary)",
            (_, false) => $"{meaning} ({area})",
            (_, true) => $"{meaning} ({area}, temporary)",
        };
    }

    /// <summary>
    /// The replies to AUTH say more than an enhanced code that does not belong to them, such as Exchange's 535 5.7.3.
    /// </summary>
    private static bool IsOvershadowed(int reply, EnhancedStatusCode status) =>
        reply is 523 or 524 or 525 or 530 or 534 or 535 or 538
        && !StatusCodeRegistry.Default.GoesWith(status.Subject, status.Detail, reply);
}
