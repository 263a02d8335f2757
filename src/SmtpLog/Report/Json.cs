using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SmtpLog.Report;

/// <summary>JSON that stands in a script element: the encoder escapes what could end it, and the writer's strings are safe text.</summary>
internal static class Json
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A property, left out where there is nothing to say.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, SafeText.Clean(value));
        }
    }

    /// <summary>A property, left out where there is nothing to say.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>A property that is there only where it is true.</summary>
    public static void Flag(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }
}
