using Microsoft.Playwright;
using Sim.Charts.Reports;
using Sim.Testing;

namespace Sim.Charts.Tests;

/// <summary>The sample report in a real browser: read-outs, legends, tables, and its fit on wide and narrow screens.</summary>
public sealed class ReportBrowserTests(ReportBrowser browser) : IClassFixture<ReportBrowser>
{
    private const int Charts = 9;

    [BrowserFact]
    public async Task Page_ShowsEveryChartWithoutConsoleMessagesOrRequests()
    {
        await using var page = await browser.OpenAsync(1280);
        Assert.Equal(Charts, await page.Tab.Locator(".wide svg.chart:visible").CountAsync());
        Assert.Equal(0, await page.Tab.Locator(".narrow svg.chart:visible").CountAsync());
        Assert.Empty(page.Messages);
        Assert.Equal([page.Tab.Url], page.Requests);
    }

    [BrowserFact]
    public async Task Hover_ShowsTheExactValue()
    {
        await using var page = await browser.OpenAsync(1280);
        var mark = page.Tab.Locator("#chart-1 .wide .pt[data-series='sample G'][data-x='1PB']");
        var expected = await mark.GetAttributeAsync("data-y");

        // Near the mark is enough.
        await PointAtAsync(mark, 6, -5);
        var readout = page.Tab.Locator("#readout");
        Assert.True(await readout.IsVisibleAsync());
        var text = await readout.InnerTextAsync();
        Assert.StartsWith("sample G", text, StringComparison.Ordinal);
        Assert.Contains("Total RAM: 1PB", text, StringComparison.Ordinal);
        Assert.Contains($"Money per second: {expected}", text, StringComparison.Ordinal);
        Assert.Contains("32 replicas", text, StringComparison.Ordinal);
        Assert.Contains("10th to 90th percentile: $", text, StringComparison.Ordinal);
        await page.Tab.Mouse.MoveAsync(2, 2);
        Assert.False(await readout.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Hover_OverACell_ShowsItsRowAndColumn()
    {
        await using var page = await browser.OpenAsync(1280);
        await PointAtAsync(page.Tab.Locator("#chart-2 .wide .pt[data-series='Lag 16ms'][data-x='20ms']"));
        Assert.Equal("Lag 16ms\nSpacer: 20ms\nDesynced batches: 83.1%", await page.Tab.Locator("#readout").InnerTextAsync());
    }

    [BrowserFact]
    public async Task Keyboard_WalksFromMarkToMark()
    {
        await using var page = await browser.OpenAsync(1280);
        await page.Tab.Locator("#theme").FocusAsync();
        await page.Tab.EvaluateAsync("document.querySelector('#chart-1 .wide svg').focus({ focusVisible: true })");
        await page.Tab.Keyboard.PressAsync("ArrowRight");
        var readout = page.Tab.Locator("#readout");
        Assert.Contains("Total RAM: 16GB", await readout.InnerTextAsync(), StringComparison.Ordinal);
        await page.Tab.Keyboard.PressAsync("ArrowDown");
        Assert.StartsWith("sample B\nTotal RAM: 16GB", await readout.InnerTextAsync(), StringComparison.Ordinal);
        await page.Tab.Keyboard.PressAsync("Escape");
        Assert.False(await readout.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Legend_SwitchesASeriesOffAndOn()
    {
        await using var page = await browser.OpenAsync(1280);
        var item = page.Tab.Locator("#chart-1 .wide .legend-item[data-series='sample E']");
        var mark = page.Tab.Locator("#chart-1 .wide .pt[data-series='sample E']").First;
        var neighbour = page.Tab.Locator("#chart-1 .wide .pt[data-series='sample G']").First;
        Assert.True(await mark.IsVisibleAsync());
        await item.ClickAsync();
        Assert.False(await mark.IsVisibleAsync());
        Assert.True(await neighbour.IsVisibleAsync());
        Assert.Equal("false", await item.GetAttributeAsync("aria-pressed"));
        await item.FocusAsync();
        await page.Tab.Keyboard.PressAsync("Enter");
        Assert.True(await mark.IsVisibleAsync());
        Assert.Equal("true", await item.GetAttributeAsync("aria-pressed"));
    }

    [BrowserFact]
    public async Task Table_SortsByAnyColumn()
    {
        await using var page = await browser.OpenAsync(1280);
        var heads = page.Tab.Locator("table th");
        await heads.Nth(4).Locator("button").ClickAsync();
        Assert.Equal("descending", await heads.Nth(4).GetAttributeAsync("aria-sort"));
        var names = await page.Tab.Locator("tbody td:first-child").AllInnerTextsAsync();
        Assert.Equal(("sample A", "upper bound"), (names[0], names[^1]));
        await heads.Nth(4).Locator("button").ClickAsync();
        Assert.Equal("ascending", await heads.Nth(4).GetAttributeAsync("aria-sort"));
        names = await page.Tab.Locator("tbody td:first-child").AllInnerTextsAsync();
        Assert.Equal(("sample G", "upper bound"), (names[0], names[^1]));
        await heads.Nth(0).Locator("button").ClickAsync();
        names = await page.Tab.Locator("tbody td:first-child").AllInnerTextsAsync();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Null(await heads.Nth(4).GetAttributeAsync("aria-sort"));
    }

    [BrowserFact]
    public async Task Theme_FollowsTheSystemUntilTheReaderChooses()
    {
        await using var page = await browser.OpenAsync(1280, ColorScheme.Dark);
        const string ground = "getComputedStyle(document.querySelector('svg.chart > rect')).fill";
        Assert.Equal("rgb(20, 24, 29)", await page.Tab.EvaluateAsync<string>(ground));
        await page.Tab.Locator("#theme").ClickAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.Tab.EvaluateAsync<string>(ground));
        Assert.Equal("Dark", await page.Tab.Locator("#theme").InnerTextAsync());
    }

    [BrowserFact]
    public async Task Page_NeverScrollsSideways()
    {
        foreach (var width in (int[])[1280, 800, 390, 320])
        {
            await using var page = await browser.OpenAsync(width);
            Assert.True(await page.Tab.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"The page is wider than {width} pixels.");
            Assert.Equal(Charts, await page.Tab.Locator("svg.chart:visible").CountAsync());
            var textHeight = await page.Tab.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('svg.chart text')].filter(t => t.getBoundingClientRect().width).map(t => t.getBoundingClientRect().height))");
            Assert.True(textHeight >= 8, $"At {width} pixels the smallest text is {textHeight} pixels high.");
            Assert.Empty(page.Messages);
        }
    }

    [BrowserFact]
    public async Task Print_IsLightAndShowsTheWidePictures()
    {
        await using var page = await browser.OpenAsync(700, ColorScheme.Dark);
        await page.Tab.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal(Charts, await page.Tab.Locator(".wide svg.chart:visible").CountAsync());
        Assert.Equal(0, await page.Tab.Locator(".narrow svg.chart:visible").CountAsync());
        Assert.False(await page.Tab.Locator("#theme").IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await page.Tab.EvaluateAsync<string>("getComputedStyle(document.querySelector('svg.chart > rect')).fill"));
        Assert.True(await page.Tab.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 700);
    }

    [BrowserFact]
    public async Task Text_IsNoWiderThanMeasured()
    {
        await using var page = await browser.OpenAsync(1280);
        var texts = await page.Tab.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.wide svg.chart text')].map(t => [t.getAttribute('font-size'), t.getAttribute('font-weight') ?? '', t.getComputedTextLength(), t.textContent].join('|'))");
        Assert.All(texts, line =>
        {
            var parts = line.Split('|', 4);
            var (size, actual) = (Parse(parts[0]), Parse(parts[2]));

            // A tenth more than measured still clears the distances that the layout keeps.
            Assert.True(actual <= Svg.TextMetrics.Width(parts[3], size, parts[1] == "bold") * 1.1 + 1, line);
        });
    }

    [BrowserFact]
    public async Task Pictures_AreKeptForLookingAt()
    {
        var folder = Directory.CreateDirectory(Repository.File("artifacts", "pictures")).FullName;
        foreach (var width in (int[])[1280, 390])
        {
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await using var page = await browser.OpenAsync(width, scheme);
                if (width == 1280) await PointAtAsync(page.Tab.Locator("#chart-1 .wide .pt[data-series='sample G'][data-x='1PB']"));
                var path = Path.Combine(folder, FormattableString.Invariant($"report-{width}-{scheme}.png"));
                await page.Tab.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
                Assert.True(new FileInfo(path).Length > 10_000);
            }
        }
    }

    private static double Parse(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Moves the pointer to a mark's middle, or beside it. The page hides read-outs when it scrolls, so that has to be over before.</summary>
    private static async Task PointAtAsync(ILocator mark, float beside = 0, float below = 0)
    {
        await mark.ScrollIntoViewIfNeededAsync();
        await mark.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var box = await mark.BoundingBoxAsync() ?? throw new InvalidOperationException("The mark is not shown.");
        await mark.Page.Mouse.MoveAsync(box.X + box.Width / 2 + beside, box.Y + box.Height / 2 + below);
    }
}

/// <summary>One browser for all tests of a class, with the sample report in a file.</summary>
public sealed class ReportBrowser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"sim-report-{Guid.NewGuid():N}.html");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Executable is null) return;
        await File.WriteAllTextAsync(_file, new ReportBuilder(new SvgRenderer()).Build(Samples.Report()));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Executable, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        File.Delete(_file);
    }

    /// <summary>Opens the report in a fresh window of the given width in pixels.</summary>
    internal async Task<OpenPage> OpenAsync(int width, ColorScheme scheme = ColorScheme.Light)
    {
        var window = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
        });
        var page = new OpenPage(window, await window.NewPageAsync());
        await page.Tab.GotoAsync(new Uri(_file).AbsoluteUri);
        return page;
    }
}

/// <summary>The report in one window, with all that it said and asked for.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _window;

    public OpenPage(IBrowserContext window, IPage tab)
    {
        _window = window;
        Tab = tab;
        tab.Console += (_, message) => Messages.Add(message.Text);
        tab.PageError += (_, message) => Messages.Add(message);
        tab.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Tab { get; }

    public List<string> Messages { get; } = [];

    public List<string> Requests { get; } = [];

    public ValueTask DisposeAsync() => _window.DisposeAsync();
}
