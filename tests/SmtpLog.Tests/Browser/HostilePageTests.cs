using System.Threading.Tasks;
using Microsoft.Playwright;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Sessions;
using SmtpLog.Tests.Report;
using Xunit;

namespace SmtpLog.Tests.Browser;

public sealed class HostilePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(HostileTextTests.Script)]
    [InlineData("javascript:window.hacked=1")]
    [InlineData("<svg onload=window.hacked=1><a href=javascript:window.hacked=1>x</a>")]
    [InlineData("\"; window.hacked=1; //")]
    [InlineData("${window.hacked=1} {{constructor.constructor('window.hacked=1')()}} `")]
    [InlineData("<!--<script>")]
    [InlineData("]]><style>*{display:none}</style>")]
    [InlineData("%3Cimg%20src=x%20onerror=window.hacked=1%3E")]
    public async Task What_a_server_says_is_shown_and_never_run(string words)
    {
        await using var open = await chromium.OpenAsync(Reports.Page(HostileTextTests.Log(words), words), "#session-1");
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await Assertions.Expect(open.Page.Locator(".diagram")).ToBeVisibleAsync();
        await open.Page.FillAsync("#filter-text", words);
        await open.Page.ClickAsync(".breakdown a >> nth=2");
        await Assertions.Expect(open.Page.Locator("#filter-text")).ToHaveValueAsync(string.Empty);

        Assert.False(await open.IsTrueAsync("'hacked' in window"));
        Assert.Equal(0, await open.CountAsync("img, svg, iframe, a[href^=javascript], object, embed"));
        Assert.Equal(5, await open.CountAsync("style, script:not([type])"));
    }

    [Theory]
    [InlineData("#kind=<img src=x onerror=window.hacked=1>")]
    [InlineData("#text=%3Cscript%3Ewindow.hacked=1%3C/script%3E&outcome=javascript:window.hacked=1")]
    [InlineData("#session-99999999999999999999")]
    [InlineData("#session-0")]
    [InlineData("#=&=%")]
    public async Task An_address_that_somebody_else_made_does_no_harm(string address)
    {
        await using var open = await chromium.OpenAsync(Reports.Page(ReportLog.Of(3)), address);

        await Assertions.Expect(open.Page.Locator("[role=status]")).ToContainTextAsync("sessions");
        Assert.False(await open.IsTrueAsync("'hacked' in window"));
    }

    [Fact]
    public async Task A_line_without_an_end_stays_within_the_window()
    {
        string endless = new('x', 10_000_000);
        string page = Reports.Page(Transcript.Of([.. LogSessions.Opening, "C MAIL FROM:<a@example.com>", "S 550 5.1.1 " + endless, LogSessions.Closed]));
        await using var open = await chromium.OpenAsync(page, "#session-1", new() { ViewportSize = new() { Width = 390, Height = 800 } });
        await Assertions.Expect(open.Page.Locator(".diagram")).ToBeVisibleAsync();

        Assert.True(await open.IsTrueAsync("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task Ten_thousand_sessions_cost_no_more_elements_than_fifty()
    {
        await using var few = await chromium.OpenAsync(Reports.Page(ReportLog.Of(60)));
        int elements = await few.CountAsync(".sessions *");
        await using var many = await chromium.OpenAsync(Reports.Page(ReportLog.Of(10_000)));

        Assert.Equal("10,000 sessions", await many.Page.InnerTextAsync("[role=status]"));
        Assert.InRange(await many.CountAsync(".sessions *"), elements / 2, elements * 2);
        Assert.InRange(await many.CountAsync("body *"), 1, 3000);

        await many.Page.FillAsync("#filter-text", "user unknown");
        await Assertions.Expect(many.Page.Locator("[role=status]")).ToContainTextAsync("of 10,000 sessions");
        await many.Page.EvaluateAsync("location.hash = 'session-9876'");
        await Assertions.Expect(many.Page.Locator("#conversation-9876 .diagram")).ToBeVisibleAsync();
    }
}
