using Microsoft.Playwright;
using Sim.Testing;

namespace Sim.Cli.Tests.Reports;

/// <summary>Reports of real results in a real browser; what a page can do in general is tested with the charts.</summary>
public sealed class ReportBrowserTests : IDisposable
{
    private static readonly string[] s_arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task ASweepsReport_ShowsItsCharts_AndAnswers()
    {
        var file = _folder.Write("sweep.json", """
            {
              "scenario": { "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "jit", "duration": "30m" },
              "axes": { "scheduler": ["loop", "periodic", "jit"], "ram": { "from": "8GB", "to": "16TB", "steps": 6, "scale": "log2" } },
              "replicas": 3
            }
            """);
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("out")).Exit);
        await LookAsync("out", charts: 3, async tab =>
        {
            var mark = tab.Locator("#chart-1 .wide .pt[data-series='jit'][data-x='16TB']");
            await mark.ScrollIntoViewIfNeededAsync();
            await mark.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            var box = (await mark.BoundingBoxAsync())!;
            await tab.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
            var text = await tab.Locator("#readout").InnerTextAsync();
            Assert.StartsWith("jit", text, StringComparison.Ordinal);
            Assert.Contains("RAM: 16TB", text, StringComparison.Ordinal);
            Assert.Contains("3 runs", text, StringComparison.Ordinal);

            await tab.Locator("#chart-1 .wide .legend-item[data-series='jit']").ClickAsync();
            Assert.False(await mark.IsVisibleAsync());

            // The richest cell first, once the column is asked for.
            await tab.Locator("th button", new PageLocatorOptions { HasText = "Money per second" }).ClickAsync();
            Assert.Equal(["jit", "16TB"], (await tab.Locator("tbody tr").First.Locator("td").AllInnerTextsAsync()).Take(2));
        });
    }

    [BrowserFact]
    public async Task ARunsReport_ShowsItsCharts()
    {
        Assert.Equal(0, Cli.Run("run", "--target", "phantasy", "--prepped", "--duration", "20m", "--lag", "desktop", "--out", _folder.PathOf("run")).Exit);
        await LookAsync("run", charts: 5, _ => Task.CompletedTask);
    }

    /// <summary>Opens a report at both widths and in both themes: every chart is there, nothing is wider than the page, nothing is said or asked for.</summary>
    private async Task LookAsync(string folder, int charts, Func<IPage, Task> use)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Executable, Args = s_arguments });
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            var tab = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
            var (messages, requests) = (new List<string>(), new List<string>());
            tab.Console += (_, message) => messages.Add(message.Text);
            tab.PageError += (_, message) => messages.Add(message);
            tab.Request += (_, request) => requests.Add(request.Url);
            await tab.GotoAsync(new Uri(_folder.PathOf($"{folder}/report.html")).AbsoluteUri);
            Assert.Equal(charts, await tab.Locator("svg.chart:visible").CountAsync());
            Assert.True(await tab.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"The page is wider than {width} pixels.");
            if (width == 1280) await use(tab);
            Assert.Empty(messages);
            Assert.Equal([tab.Url], requests);
            await tab.CloseAsync();
        }
    }
}
