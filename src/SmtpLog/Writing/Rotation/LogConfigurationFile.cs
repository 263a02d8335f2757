using System;
using System.IO;
using System.Text.Json;

namespace SmtpLog.Writing.Rotation;

/// <summary>4D's <c>logConfig.json</c>, as far as it tells of SMTP: <c>{"forceConfiguration": true, "SMTPLogs": {"state": 1}}</c>.</summary>
internal sealed class LogConfigurationFile
{
    private LogConfigurationFile(bool isOn, bool isForced)
    {
        IsOn = isOn;
        IsForced = isForced;
    }

    public bool IsOn { get; }

    /// <summary>4D's forceConfiguration, true unless said otherwise.</summary>
    public bool IsForced { get; }

    /// <exception cref="InvalidDataException">It is not such a file; the message says in which way.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static LogConfigurationFile Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = json.RootElement;
            return new LogConfigurationFile(IsSet(Member(Member(root, "SMTPLogs"), "state"), "SMTPLogs.state"), IsSet(Member(root, "forceConfiguration"), "forceConfiguration", true));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not JSON: {e.Message}");
        }
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static bool IsSet(JsonElement value, string name, bool? fallback = null) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out int number) => number != 0,
        JsonValueKind.Undefined => fallback ?? throw new InvalidDataException($"it has no {name}."),
        _ => throw new InvalidDataException($"{name} is {value.GetRawText()}; it can be 0 or 1, false or true."),
    };
}
