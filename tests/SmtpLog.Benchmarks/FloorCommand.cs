using System.Management.Automation;

namespace SmtpLog.Benchmarks;

/// <summary>What emitting costs without reading: so many empty objects.</summary>
[Cmdlet(VerbsCommon.New, "EmptyObject")]
public sealed class FloorCommand : PSCmdlet
{
    /// <summary>How many.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public int Count { get; set; }

    /// <summary>Writes them.</summary>
    protected override void EndProcessing()
    {
        for (int i = 0; i < Count; i++)
        {
            WriteObject(new object());
        }
    }
}
