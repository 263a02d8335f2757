using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace SmtpLog.Writing.Rotation;

/// <summary>
/// What an administrator has set for every process of the machine: SMTPLOG_PATH, SMTPLOG_FORMAT, SMTPLOG_CONTENT, and
/// SMTPLOG_CONFIG, a file like 4D's <c>logConfig.json</c>. A value that cannot be used is told in <see cref="Warnings"/>.
/// </summary>
internal sealed class LogConfiguration
{
    public const string PathVariable = "SMTPLOG_PATH";
    public const string FormatVariable = "SMTPLOG_FORMAT";
    public const string ContentVariable = "SMTPLOG_CONTENT";
    public const string ConfigVariable = "SMTPLOG_CONFIG";

    private readonly Func<string, string?> _environment;
    private readonly List<string> _warnings = [];

    public LogConfiguration(Func<string, string?> environment)
    {
        _environment = environment;
        string? folder = Value(PathVariable);
        bool isOn = folder is not null;
        if (Value(ConfigVariable) is { } file && TryRead(file, out int state, out bool isForced))
        {
            isOn = state != 0;
            IsForced = isForced;
            folder ??= Path.GetDirectoryName(Path.GetFullPath(file));
        }

        if (isOn && folder is not null)
        {
            Options = new RotatingLogOptions
            {
                Folder = Path.GetFullPath(folder),
                Format = Parse(FormatVariable, SmtpLogFormat.Text),
                Content = Parse(ContentVariable, SmtpLogContent.Headers),
            };
        }
    }

    /// <summary>Null: nothing is to be started.</summary>
    public RotatingLogOptions? Options { get; }

    /// <summary>True: scripts may not start, stop or pause it (4D's forceConfiguration, true unless said otherwise).</summary>
    public bool IsForced { get; }

    public IReadOnlyList<string> Warnings => _warnings;

    private string? Value(string variable) => _environment(variable) is { Length: > 0 } value ? value : null;

    private T Parse<T>(string variable, T fallback)
        where T : struct, Enum
    {
        if (Value(variable) is not { } text)
        {
            return fallback;
        }

        if (Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(typeof(T), value))
        {
            return value;
        }

        _warnings.Add($"{variable} is '{text}'; it can be {string.Join(", ", Enum.GetNames(typeof(T)))}. {fallback} is used.");
        return fallback;
    }

    private bool TryRead(string file, out int state, out bool isForced)
    {
        state = 0;
        isForced = true;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            state = State(json.RootElement);
            isForced = !json.RootElement.TryGetProperty("forceConfiguration", out var force) || force.GetBoolean();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or JsonException or InvalidOperationException)
        {
            _warnings.Add($"{ConfigVariable} names '{file}', which cannot be used: {e.Message}");
            return false;
        }
    }

    private static int State(JsonElement root)
    {
        if (!root.TryGetProperty("SMTPLogs", out var logs) || !logs.TryGetProperty("state", out var state))
        {
            throw new JsonException("it has no SMTPLogs.state.");
        }

        return state.ValueKind switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => state.GetInt32(),
        };
    }
}
