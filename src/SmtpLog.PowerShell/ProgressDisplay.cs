using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using SmtpLog.Reading.Files;

namespace SmtpLog.PowerShell;

/// <summary>Shows on the host how far a cmdlet has come with its files; where the host cannot, nothing.</summary>
internal sealed class ProgressDisplay
{
    private const double Megabyte = 1024 * 1024;

    private readonly Cmdlet _cmdlet;
    private readonly string _activity;
    private bool _isShown;
    private bool _isRefused;

    /// <param name="cmdlet">Whose pipeline thread reads the files.</param>
    /// <param name="activity">What it does, such as <c>Reading SMTP logs</c>.</param>
    public ProgressDisplay(Cmdlet cmdlet, string activity)
    {
        _cmdlet = cmdlet;
        _activity = activity;
        Reading = new ReadProgress(Show);
    }

    /// <summary>What to tell of the reading.</summary>
    public ReadProgress Reading { get; }

    /// <summary>Takes it away again; nothing where nothing was shown.</summary>
    public void Complete()
    {
        if (_isShown)
        {
            _isShown = false;
            Write(new ProgressRecord(0, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Show(ReadState state)
    {
        string of = state.Total > 0 ? string.Format(CultureInfo.InvariantCulture, " of {0:0.0}", state.Total / Megabyte) : string.Empty;
        string status = string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1:0.0}{2} MB, {3:0.0} MB/s",
            Path.GetFileName(state.Path), state.Done / Megabyte, of, state.BytesPerSecond / Megabyte);
        _isShown = true;
        Write(new ProgressRecord(0, _activity, status)
        {
            PercentComplete = state.Percent ?? -1,
            SecondsRemaining = state.Remaining is { } remaining ? (int)Math.Ceiling(remaining.TotalSeconds) : -1,
        });
    }

    private void Write(ProgressRecord record)
    {
        if (_isRefused)
        {
            return;
        }

        try
        {
            _cmdlet.WriteProgress(record);
        }
        catch (Exception e) when (e is NotImplementedException or NotSupportedException or HostException)
        {
            // A host that has no place for it: reading is what was asked for.
            _isRefused = true;
        }
    }
}
