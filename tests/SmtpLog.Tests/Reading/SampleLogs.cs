using System.IO;

namespace SmtpLog.Tests.Reading;

/// <summary>The logs of Samples/SmtpLog.</summary>
internal static class SampleLogs
{
    public static byte[] Clean { get; } = Load("4d-sample-clean.log");

    public static byte[] AsPublished { get; } = Load("4d-sample-as-published.log");

    private static byte[] Load(string name) =>
        File.ReadAllBytes(Path.Combine(System.AppContext.BaseDirectory, "Samples", "SmtpLog", name));
}
