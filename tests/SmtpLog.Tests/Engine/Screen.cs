using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace SmtpLog.Tests.Engine;

/// <summary>A host of so many columns that keeps what is printed.</summary>
internal sealed class Screen(int width, bool hasColour = false) : PSHost
{
    private readonly ScreenUI _ui = new(width, hasColour);

    /// <summary>Is shown progress, which is no part of what is printed.</summary>
    public Action<ProgressRecord>? Progress
    {
        get => _ui.Progress;
        init => _ui.Progress = value;
    }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Screen";

    public override PSHostUserInterface UI => _ui;

    public override Version Version => new(1, 0);

    /// <summary>The lines that were printed since the last call, without empty ones.</summary>
    public string[] Take() => _ui.Take();

    /// <summary>The same without the engine's own colours for headings, which the console would take away where it must.</summary>
    public string[] TakePlain() => [.. Take().Select(line => Regex.Replace(line, "\u001B\\[[0-9;]*m", string.Empty))];

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
        // Nothing to prepare.
    }

    public override void NotifyEndApplication()
    {
        // Nothing to restore.
    }

    public override void SetShouldExit(int exitCode) => throw new NotSupportedException();

    private sealed class ScreenUI(int width, bool hasColour) : PSHostUserInterface
    {
        private readonly StringBuilder _text = new();

        public Action<ProgressRecord>? Progress { get; set; }

        public override PSHostRawUserInterface RawUI { get; } = new ScreenRawUI(width);

        public override bool SupportsVirtualTerminal => hasColour;

        public string[] Take()
        {
            string[] lines = _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            _text.Clear();
            return lines;
        }

        public override void Write(string value) => _text.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => _text.Append(value);

        public override void WriteLine(string value) => _text.Append(value).Append('\n');

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteDebugLine(string message) => WriteLine(message);

        public override void WriteVerboseLine(string message) => WriteLine(message);

        public override void WriteWarningLine(string message) => WriteLine(message);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
            Progress?.Invoke(record);
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotSupportedException();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
    }

    private sealed class ScreenRawUI(int width) : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(width, 200);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => BufferSize;

        public override Size MaxWindowSize => BufferSize;

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(width, 200);

        public override string WindowTitle { get; set; } = string.Empty;

        public override void FlushInputBuffer() => throw new NotSupportedException();

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    }
}
