using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SmtpLog.Tests.Report;
using Xunit;

namespace SmtpLog.Tests.Browser;

public sealed class ReportPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string s_week = Reports.Page(ReportLog.Of(160), "A week");

    [Fact]
    public async Task The_page_shows_its_parts()
    {
        await using var open = await chromium.OpenAsync(s_week);

        Assert.Equal("A week", await open.Page.TitleAsync());
        Assert.Equal(50, await open.CountAsync(".sessions > li"));
        Assert.Equal(1, await open.CountAsync("#timeline canvas"));
        Assert.True(await open.CountAsync("article") > 2);
        Assert.Equal("160 sessions", await open.Page.InnerTextAsync("[role=status]"));
    }

    [Fact]
    public async Task The_filters_leave_what_they_name_and_can_be_cleared()
    {
        await using var open = await chromium.OpenAsync(s_week);
        int failed = Failed();

        await open.Page.SelectOptionAsync("#filter-outcome", "Failed");

        await Assertions.Expect(open.Page.Locator("[role=status]")).ToHaveTextAsync($"{failed} of 160 sessions");
        Assert.Equal(failed, await open.CountAsync(".badge.Failed"));
        Assert.EndsWith("#outcome=Failed", open.Page.Url);

        await open.Page.ClickAsync("#filter-clear");
        await Assertions.Expect(open.Page.Locator("[role=status]")).ToHaveTextAsync("160 sessions");
    }

    [Fact]
    public async Task The_search_finds_what_was_said()
    {
        await using var open = await chromium.OpenAsync(s_week);

        await open.Page.FillAsync("#filter-text", "user unknown IN local");

        await Assertions.Expect(open.Page.Locator("[role=status]")).ToHaveTextAsync(new Regex("^\\d+ of 160 sessions$"));
        int found = await open.CountAsync(".sessions > li");
        Assert.InRange(found, 1, 50);
        Assert.Equal(found, await open.CountAsync(".sessions > li:has-text('550 5.1.1')"));

        await open.Page.FillAsync("#filter-text", "nobody said that");
        await Assertions.Expect(open.Page.Locator("[role=status]")).ToHaveTextAsync("0 of 160 sessions");
    }

    [Theory]
    [InlineData("newest", "160")]
    [InlineData("longest", "Connection timeout")]
    [InlineData("pause", "Connection timeout")]
    public async Task The_order_can_be_chosen(string order, string expected)
    {
        await using var open = await chromium.OpenAsync(s_week);

        await open.Page.SelectOptionAsync("#filter-order", order);

        await Assertions.Expect(open.Page.Locator(order == "newest" ? "#conversation-" + expected : ".session >> nth=0")).ToContainTextAsync(order == "newest" ? "587" : expected);
    }

    [Fact]
    public async Task A_number_of_the_overview_leads_to_its_sessions()
    {
        await using var open = await chromium.OpenAsync(s_week);

        await open.Page.ClickAsync(".breakdown a[href='#kind=AuthenticationFailed']");

        await Assertions.Expect(open.Page.Locator("#filter-kind")).ToHaveValueAsync("AuthenticationFailed");
        await Assertions.Expect(open.Page.Locator("[role=status]")).ToHaveTextAsync(new Regex("^\\d+ of 160"));
        Assert.Equal(await open.CountAsync(".row"), await open.CountAsync(".row:has-text('Authentication failed')"));
    }

    [Fact]
    public async Task A_session_opens_by_keyboard()
    {
        await using var open = await chromium.OpenAsync(s_week);

        await open.Page.FocusAsync(".row >> nth=0");
        await open.Page.Keyboard.PressAsync("ArrowDown");
        await open.Page.Keyboard.PressAsync("Enter");

        var row = open.Page.Locator(".row >> nth=1");
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(row).ToBeFocusedAsync();
        Assert.Equal(1, await open.CountAsync("#conversation-2-body .diagram"));
        Assert.True(await open.CountAsync("#conversation-2-body li.client.encrypted") > 0);
        Assert.Contains("Client sends: EHLO client.example.com", await open.Page.Locator("#conversation-2-body li.client >> nth=0").TextContentAsync());

        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(0, await open.CountAsync(".diagram"));
    }

    [Fact]
    public async Task A_link_opens_its_session_whatever_page_it_is_on()
    {
        await using var open = await chromium.OpenAsync(s_week, "#session-130");

        await Assertions.Expect(open.Page.Locator("#conversation-130 .row")).ToBeFocusedAsync();
        await Assertions.Expect(open.Page.Locator("#conversation-130")).ToBeInViewportAsync();
        Assert.Equal("Page 3 of 4", await open.Page.InnerTextAsync(".pager span"));
    }

    [Fact]
    public async Task A_link_to_no_session_changes_nothing()
    {
        await using var open = await chromium.OpenAsync(s_week, "#session-999");

        Assert.Equal("160 sessions", await open.Page.InnerTextAsync("[role=status]"));
        Assert.Equal(0, await open.CountAsync(".diagram"));
    }

    [Fact]
    public async Task A_long_pause_stands_out()
    {
        await using var open = await chromium.OpenAsync(s_week);
        await open.Page.SelectOptionAsync("#filter-kind", "ConnectionTimeout");
        await Assertions.Expect(open.Page.Locator("[role=status]")).ToHaveTextAsync(new Regex(" of "));

        await open.Page.ClickAsync(".row >> nth=0");

        Assert.Equal("30 s of silence", await open.Page.InnerTextAsync(".pause.long .said"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(246, 247, 249)", "rgb(17, 21, 28)")]
    [InlineData(ColorScheme.Dark, "rgb(17, 21, 28)", "rgb(246, 247, 249)")]
    public async Task The_colours_follow_the_system_and_the_switch(ColorScheme scheme, string first, string second)
    {
        await using var open = await chromium.OpenAsync(s_week, options: new() { ColorScheme = scheme });
        Task<string> Ground() => open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

        Assert.Equal(first, await Ground());
        await open.Page.ClickAsync("#theme");
        Assert.Equal(second, await Ground());
        Assert.Equal(1, await open.CountAsync("#timeline canvas"));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        await using var open = await chromium.OpenAsync(s_week, options: new() { ViewportSize = new() { Width = width, Height = 800 } });
        await open.Page.ClickAsync(".row >> nth=0");
        await open.Page.ClickAsync(".row >> nth=1");

        Assert.True(await open.IsTrueAsync("document.documentElement.scrollWidth <= innerWidth"), await open.Page.EvaluateAsync<string>(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => e.tagName + '.' + e.className).join(', ')"));
    }

    [Fact]
    public async Task It_prints_what_it_shows_in_light_and_without_controls()
    {
        await using var open = await chromium.OpenAsync(s_week, options: new() { ColorScheme = ColorScheme.Dark });
        await open.Page.ClickAsync(".row >> nth=0");

        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.False(await open.Page.IsVisibleAsync(".filters"));
        Assert.False(await open.Page.IsVisibleAsync("#theme"));
        Assert.True(await open.Page.IsVisibleAsync("article >> nth=0"));
        Assert.True(await open.Page.IsVisibleAsync(".diagram"));
        Assert.True((await open.Page.PdfAsync()).Length > 10_000);
    }

    [Fact]
    public async Task Without_scripts_overview_and_failures_are_there()
    {
        await using var open = await chromium.OpenAsync(s_week, options: new() { JavaScriptEnabled = false });

        Assert.True(await open.Page.IsVisibleAsync("#overview .figure >> nth=0"));
        Assert.True(await open.Page.IsVisibleAsync("article .diagnosis >> nth=0"));
        Assert.True(await open.Page.IsVisibleAsync("noscript p"));
        Assert.False(await open.Page.IsVisibleAsync("#theme"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_checker_of_accessibility_finds_nothing(ColorScheme scheme)
    {
        await using var open = await chromium.OpenAsync(s_week, options: new() { ColorScheme = scheme, BypassCSP = true });
        await open.Page.ClickAsync(".row >> nth=0");
        await open.Page.ClickAsync(".row:has-text('Failed') >> nth=0");
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");

        var result = await open.Page.RunAxe();

        Assert.Empty(result.Violations.Select(found => $"{found.Id}: {found.Help}: {string.Join(" | ", found.Nodes.Take(5).Select(node => node.Html))}"));
    }

    private static int Failed() => Reports.Data(s_week, "index").EnumerateArray().Count(session => session.GetProperty("outcome").GetInt32() == (int)SmtpSessionOutcome.Failed);
}
