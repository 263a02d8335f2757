using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Following;
using SmtpLog.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Following;

/// <summary>Files that are followed while they change, and what came out of them.</summary>
internal sealed class FollowedFolder : IDisposable
{
    private readonly Writing.TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public List<SmtpLogEntry> Entries { get; } = [];

    public List<SmtpLogSession> Sessions { get; } = [];

    public List<(string Name, Exception Reason)> Failures { get; } = [];

    public IEnumerable<string> Texts => Entries.Select(entry => entry.Text);

    /// <summary>File, line number and text of each entry.</summary>
    public IEnumerable<string> Lines => Entries.Select(entry => $"{Path.GetFileName(entry.Path)} {entry.LineNumber} {entry.Text}");

    public string File(string name) => _folder.File(name);

    /// <summary>Follows the files of these names; each step is one that is waited for.</summary>
    public void Follow(string names, params Action[] steps) => Follow(names, new LogReaderOptions(), steps);

    public void Follow(string names, LogReaderOptions options, params Action[] steps) =>
        Run(names, steps, _ => new EntryOutput(options, Entries.Add), options);

    public void FollowSessions(string names, params Action[] steps)
    {
        var options = new LogReaderOptions();
        Run(names, steps, _ => new SessionOutput(options, Sessions.Add), options);
    }

    public void Append(string name, params string[] shorthand) => AppendText(name, Transcript.Of(shorthand));

    public void AppendText(string name, string text) => AppendBytes(name, Encoding.UTF8.GetBytes(text));

    public void AppendBytes(string name, ReadOnlySpan<byte> bytes)
    {
        using var stream = new FileStream(File(name), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Write(bytes);
    }

    /// <summary>The same file, with another content.</summary>
    public void Overwrite(string name, string text)
    {
        using var stream = new FileStream(File(name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.SetLength(0);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    public void Rename(string name, string other) => System.IO.File.Move(File(name), File(other));

    public void Remove(string name) => System.IO.File.Delete(File(name));

    public void Dispose() => _folder.Dispose();

    private void Run(string names, Action[] steps, Func<string, IRecordOutput> output, LogReaderOptions options)
    {
        var logs = LogFiles.Group(names.Split(' ').Select(File));
        using (var follower = new LogFollower(new Steps(steps), (path, reason) => Failures.Add((Path.GetFileName(path), reason)), options.Cancellation))
        {
            foreach (var log in logs)
            {
                follower.Add(log, options, output(log[0]), () => { });
            }

            Assert.Throws<OperationCanceledException>(follower.Run);
        }

        Engine.OpenFiles.AssertNone(Folder);
    }
}
