using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace SmtpLog.Tests.Browser;

/// <summary>
/// A real browser without a window, shared by the tests of a class: the one that is installed, or that
/// SMTPLOG_TEST_CHROMIUM names. Where there is none the tests are skipped.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Variable = "SMTPLOG_TEST_CHROMIUM";

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Installed() is { } path)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A page of that HTML, opened as a file, and all that it did wrong.</summary>
    internal async Task<OpenPage> OpenAsync(string html, string address = "", BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            Assert.Skip($"Needs Chromium: install the package chromium, or set {Variable} to its path.");
        }

        return await OpenPage.CreateAsync(_browser, html, address, options ?? new BrowserNewContextOptions());
    }

    private static string? Installed() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
