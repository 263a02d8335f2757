using System;
using System.Collections.Generic;

namespace SmtpLog.Redaction.Foreign;

/// <summary>
/// The passwords and tokens that a log has shown so far: whatever is said, and by whom, they are masked in all of it.
/// What was sent once and is of no use again (digests, proofs) is no such secret.
/// </summary>
internal sealed class KnownSecrets
{
    /// <summary>So many are kept; of more, each is masked in its own session only.</summary>
    private const int Most = 4096;

    /// <summary>What is shorter may be a word of the log's own.</summary>
    private const int ShortestStrong = 8;

    private readonly SecretSet _secrets = new(inPieces: false);
    private readonly SecretSet _strong = new(inPieces: false);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>True while secrets are only to be found, and nothing is to be masked yet.</summary>
    public bool IsCollecting { get; set; }

    public void Add(ReadOnlySpan<byte> secret)
    {
        byte[] bytes = secret.ToArray();
        if (bytes.Length > 0 && _known.Count < Most && _known.Add(Convert.ToBase64String(bytes)))
        {
            _secrets.Add(bytes);
            if (bytes.Length >= ShortestStrong)
            {
                _strong.Add(bytes);
            }
        }
    }

    /// <summary>Marks them in a line, from <paramref name="start"/> on. True where there was any.</summary>
    public bool Mark(ReadOnlySpan<byte> line, int start, Span<bool> marks) =>
        !IsCollecting && !_secrets.IsEmpty && _secrets.Mark(line, start, goesOn: false, folds: null, marks);

    /// <summary>The same in what the log itself says, with only those that cannot be words of it.</summary>
    public bool MarkStrong(ReadOnlySpan<byte> line, Span<bool> marks) =>
        !IsCollecting && !_strong.IsEmpty && _strong.Mark(line, 0, goesOn: false, folds: null, marks);
}
