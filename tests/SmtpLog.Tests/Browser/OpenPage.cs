using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace SmtpLog.Tests.Browser;

/// <summary>A page in a browser, opened from a file as a user does. Its end asserts that it did nothing it must not.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _file;
    private readonly List<string> _faults = [];

    private OpenPage(IBrowserContext context, IPage page, string file)
    {
        _context = context;
        _file = file;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<OpenPage> CreateAsync(IBrowser browser, string html, string address, BrowserNewContextOptions options)
    {
        string file = Path.Combine(Path.GetTempPath(), $"smtplog-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var context = await browser.NewContextAsync(options);
        var page = new OpenPage(context, await context.NewPageAsync(), file);
        await page.GotoAsync(address);
        return page;
    }

    public Task<bool> IsTrueAsync(string expression) => Page.EvaluateAsync<bool>(expression);

    public Task<int> CountAsync(string selector) => Page.Locator(selector).CountAsync();

    /// <summary>Nothing was written to the console, no script failed, no policy was violated, nothing was fetched.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        File.Delete(_file);
        Assert.Empty(_faults);
    }

    private async Task GotoAsync(string address)
    {
        string own = new Uri(_file).AbsoluteUri;
        Page.Console += (_, message) => _faults.Add($"console: {message.Text}");
        Page.PageError += (_, error) => _faults.Add($"error: {error}");
        Page.Dialog += (_, dialog) => _faults.Add($"dialog: {dialog.Message}");
        Page.Request += (_, request) =>
        {
            if (request.Url.Split('#')[0] != own)
            {
                _faults.Add($"request: {request.Url}");
            }
        };
        await Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.sample))");
        await Page.GotoAsync(own + address);
    }
}
