using Polly;
using Polly.Timeout;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// Bounds a whole call, its body included, in time and size. (Microsoft.Extensions.Http.Resilience is not in the registry that builds reach;
/// HttpClient's own time-out takes no TimeProvider.)
/// </summary>
internal sealed class TimeoutHandler : DelegatingHandler
{
    /// <summary>Digipanel's answers are under 1 KiB; a runaway one must not fill the memory.</summary>
    internal const int AnswerMaxBytes = 256 * 1024;

    private readonly ResiliencePipeline _pipeline;

    public TimeoutHandler(TimeSpan timeout, TimeProvider time, HttpMessageHandler inner)
        : base(inner)
    {
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(new TimeoutStrategyOptions { Timeout = timeout }).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(
            async token =>
            {
                var response = await base.SendAsync(request, token);
                try
                {
                    await response.Content.LoadIntoBufferAsync(AnswerMaxBytes, token);
                    return response;
                }
                catch
                {
                    response.Dispose();
                    throw;
                }
            },
            cancellationToken);
}
