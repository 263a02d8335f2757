using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using SmtpLog.Tests.Browser;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Report;

/// <summary>
/// Not a test of anything: takes the picture that the README shows, when asked to by
/// <c>dotnet test --project tests/SmtpLog.Tests --filter-class SmtpLog.Tests.Report.PictureTests --explicit only</c>.
/// </summary>
public sealed class PictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact(Explicit = true)]
    public async Task The_picture_of_the_README_is_taken_anew()
    {
        string html = Reports.Page(ReportLog.Of(420), "Mail relays, week 47");
        await using var open = await chromium.OpenAsync(html, options: new() { ViewportSize = new() { Width = 1200, Height = 1440 }, ColorScheme = ColorScheme.Light });
        await open.Page.EvaluateAsync("document.querySelector('.excerpt').open = true");

        string path = Path.Combine(Staged.RepositoryRoot, "docs", "report.png");
        await open.Page.ScreenshotAsync(new() { Path = path });

        Assert.InRange(new FileInfo(path).Length, 1, 200_000);
    }
}
