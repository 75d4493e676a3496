using System.Text;

namespace Digipanel.Sandbox.Telegram;

internal sealed record WebhookError(DateTimeOffset At, string Message);

/// <summary>
/// Posts updates to the bot's webhook: in order within a chat, chats side by side, and again after a pause until the answer is 2xx.
/// </summary>
internal sealed class WebhookPusher : IAsyncDisposable
{
    private readonly UpdatesQueue _queue;
    private readonly TelegramServerOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string> _happened;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Task> _lanes = [];
    private WebhookTarget? _target;

    public WebhookPusher(UpdatesQueue queue, TelegramServerOptions options, TimeProvider time, Action<string> happened)
    {
        (_queue, _options, _time, _happened) = (queue, options, time, happened);
        queue.Added += Wake;
    }

    public WebhookTarget? Target => Volatile.Read(ref _target);

    public WebhookError? LastError { get; private set; }

    public void PointTo(WebhookTarget? target)
    {
        Volatile.Write(ref _target, target);
        LastError = null;
        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Added -= Wake;
        await _stop.CancelAsync();
        Task[] lanes;
        lock (_lock)
        {
            lanes = [.. _lanes.Values];
        }

        await Task.WhenAll(lanes);
        _http.Dispose();
        _stop.Dispose();
    }

    private void Wake()
    {
        lock (_lock)
        {
            if (_target is null || _stop.IsCancellationRequested)
            {
                return;
            }

            foreach (var chat in _queue.PendingChats().Where(chat => !_lanes.ContainsKey(chat)))
            {
                _lanes[chat] = Task.Run(() => RunLaneAsync(chat));
            }
        }
    }

    private async Task RunLaneAsync(long chat)
    {
        while (true)
        {
            WebhookTarget? target;
            StoredUpdate? update;
            lock (_lock)
            {
                target = _target;
                update = _queue.First(chat);
                if (target is null || update is null || _stop.IsCancellationRequested)
                {
                    // Under the lock: an update that arrives now finds no lane and starts the next one.
                    _lanes.Remove(chat);
                    return;
                }
            }

            if (await PostAsync(target, update) is { } error)
            {
                LastError = new WebhookError(_time.GetUtcNow(), error);
                _happened($"update {update.Id}: {error}");
                await Task.Delay(_options.WebhookRetryDelay, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else
            {
                _queue.Remove(update);
                _happened($"update {update.Id} ({update.Type}) taken by the webhook");
            }
        }
    }

    private async Task<string?> PostAsync(WebhookTarget target, StoredUpdate update)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target.Url);
            request.Content = new StringContent(update.Json, Encoding.UTF8, "application/json");
            if (target.SecretToken.Length > 0)
            {
                request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", target.SecretToken);
            }

            using var response = await _http.SendAsync(request, _stop.Token);
            return response.IsSuccessStatusCode
                ? null
                : $"Wrong response from the webhook: {(int)response.StatusCode} {response.ReasonPhrase}";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? "Connection refused" : "Webhook connection closed";
        }
    }
}
