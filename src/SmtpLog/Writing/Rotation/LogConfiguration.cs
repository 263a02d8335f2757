using System;
using System.Collections.Generic;
using System.IO;

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
        string? folder = FullPath(PathVariable);
        string? file = FullPath(ConfigVariable);
        bool isOn = folder is not null;
        if (file is not null && Read(file) is { } configuration)
        {
            isOn = configuration.IsOn;
            IsForced = configuration.IsForced;
        }

        var format = Parse(FormatVariable, SmtpLogFormat.Text);
        var content = Parse(ContentVariable, SmtpLogContent.Headers);
        if (isOn)
        {
            Origin = folder is null ? ConfigVariable : PathVariable;
            Options = new RotatingLogOptions { Folder = folder ?? Path.GetDirectoryName(file)!, Format = format, Content = content };
        }
    }

    /// <summary>Null: nothing is to be started.</summary>
    public RotatingLogOptions? Options { get; }

    /// <summary>The variable that says where; null where nothing is to be started.</summary>
    public string? Origin { get; }

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

    private LogConfigurationFile? Read(string file)
    {
        try
        {
            return LogConfigurationFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            _warnings.Add($"{ConfigVariable} names '{file}', which cannot be used: {e.Message}");
            return null;
        }
    }

    /// <summary>Null where the variable names no path.</summary>
    private string? FullPath(string variable)
    {
        if (Value(variable) is not { } path)
        {
            return null;
        }

        try
        {
            return string.IsNullOrWhiteSpace(path) ? throw new ArgumentException("It is blank.") : Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or IOException or NotSupportedException)
        {
            _warnings.Add($"{variable} is '{path}', which is no path and starts no log: {e.Message}");
            return null;
        }
    }
}
