using System.Net;
using System.Text;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Digipanel.Bot.Tests.Sandbox.Page;

public sealed class PageSecurityTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private LoopbackHost _host = null!;
    private int _changes;

    public async Task InitializeAsync() => _host = await LoopbackHost.StartAsync(app =>
    {
        app.UsePageSecurity();
        app.MapPageFiles();
        app.MapPost("/api/change", () => { Interlocked.Increment(ref _changes); return Results.Ok(); });
    });

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/app.js", "text/javascript")]
    [InlineData("/style.css", "text/css")]
    [InlineData("/favicon.ico", "image/svg+xml")]
    public async Task Serves_its_own_files_with_a_policy_that_lets_nothing_else_in(string path, string type)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/..%2fappsettings.json")]
    [InlineData("/../Program.cs")]
    [InlineData("/wwwroot/index.html")]
    [InlineData("/nothing.js")]
    public async Task Knows_no_other_file(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.test")]
    [InlineData("evil.test:{port}")]
    [InlineData("127.0.0.1.evil.test:{port}")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1")]
    public async Task A_name_that_somebody_points_at_loopback_is_refused(string name)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/", hostName: name);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://evil.test")]
    [InlineData("https://127.0.0.1:{port}")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_post_from_another_page_is_refused(string? origin)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/change", origin: origin, type: "application/json");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, _changes);
    }

    [Fact]
    public async Task A_plain_form_is_refused_and_the_pages_own_post_is_taken()
    {
        using var form = await SendAsync(HttpMethod.Post, "/api/change", origin: _host.BaseUrl, type: "text/plain");
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        using var own = await SendAsync(HttpMethod.Post, "/api/change", origin: _host.BaseUrl, type: "application/json");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var other = await SendAsync(HttpMethod.Delete, "/api/change", origin: _host.BaseUrl, type: "application/json");
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal(1, _changes);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? hostName = null, string? origin = null, string? type = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_host.BaseUrl + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Host = hostName?.Replace("{port}", $"{_host.Port}", StringComparison.Ordinal);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin.Replace("{port}", $"{_host.Port}", StringComparison.Ordinal));
        }
        if (type is not null)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, type);
        }
        return await Http.SendAsync(request);
    }
}
