namespace Digipanel.Bot.CrashTests.World;

/// <summary>
/// The network from one host to one provider. Everything happens on the thread that turns the world: an answer continues its caller at once, or from
/// the clock's timer. A request that is under way when the host dies still arrives; its answer finds nobody.
/// </summary>
internal sealed class Wire(IProvider provider, Seam seam, VirtualTime time, Func<Call, Fate> fateOf) : HttpMessageHandler
{
    private readonly List<TaskCompletionSource<HttpResponseMessage>> _waiting = [];

    /// <summary>
    /// Downloads that were asked for, whose answers are on their way and would come: if the host dies now, nobody knows what became of them. (Those
    /// that come to harm leave a doubt anyway.)
    /// </summary>
    public int Submissions => _waiting.Count(w => w.Task.AsyncState is true);

    /// <summary>The host has died: whoever waited throws into code that can do nothing any more.</summary>
    public void Cut()
    {
        foreach (var caller in _waiting.ToList())
        {
            _waiting.Remove(caller);
            caller.TrySetException(new HostDiedException("while it waited for an answer"));
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Call call;
        int step;
        try
        {
            call = Read(request);
            seam.ThrowIfDead(call.Name);
            step = seam.Enter(call.Name);
        }
        catch (HostDiedException e)
        {
            return Task.FromException<HttpResponseMessage>(e);
        }

        var fate = fateOf(call);
        var caller = new TaskCompletionSource<HttpResponseMessage>(call.IsSubmission && fate.Kind == FateKind.Fine);
        _waiting.Add(caller);
        cancellationToken.Register(() => End(caller, c => c.TrySetCanceled(cancellationToken)));
        if (fate.Kind == FateKind.NoConnection)
        {
            Break(caller, HttpRequestError.ConnectionError);
        }
        else if (fate.Latency > TimeSpan.Zero)
        {
            time.After(fate.Latency / 2, () => Arrive(call, fate, step, caller));
        }
        else
        {
            Arrive(call, fate, step, caller);
        }

        return caller.Task;
    }

    private static Call Read(HttpRequestMessage request)
    {
        var body = request.Content is null ? "" : request.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return new Call(request.RequestUri!.Host, request.Method.Method, request.RequestUri.PathAndQuery, body, request.Headers.Authorization?.ToString());
    }

    private void Arrive(Call call, Fate fate, int step, TaskCompletionSource<HttpResponseMessage> caller)
    {
        switch (fate.Kind)
        {
            case FateKind.LostOnTheWay:
                Break(caller, HttpRequestError.ResponseEnded);
                break;
            case FateKind.Refused:
                Tell(fate, step, caller, provider.Error(fate.Status));
                break;
            case FateKind.ActsLate:
                time.After(TimeSpan.FromSeconds(35) + fate.Latency, () => provider.Act(call, _ => { }));
                break;
            case FateKind.Hangs:
                provider.Act(call, _ => { });
                break;
            case FateKind.AnswerLost:
                provider.Act(call, _ => { });
                Break(caller, HttpRequestError.ResponseEnded);
                break;
            case FateKind.ErrorAfterActing:
                provider.Act(call, _ => { });
                Tell(fate, step, caller, provider.Error(fate.Status));
                break;
            default:
                if (provider.Act(call, later => Tell(fate, step, caller, later)) is { } answer)
                {
                    Tell(fate, step, caller, answer);
                }

                break;
        }
    }

    private void Tell(Fate fate, int step, TaskCompletionSource<HttpResponseMessage> caller, Answer answer)
    {
        if (fate.Latency > TimeSpan.Zero)
        {
            time.After(fate.Latency / 2, Deliver);
        }
        else
        {
            Deliver();
        }

        void Deliver()
        {
            if (seam.Dead)
            {
                return;
            }

            try
            {
                seam.Leave(step);
            }
            catch (HostDiedException)
            {
                return; // The world sees that the host is dead, and cuts the wire.
            }

            End(caller, c => c.TrySetResult(answer.ToResponse()));
        }
    }

    private void Break(TaskCompletionSource<HttpResponseMessage> caller, HttpRequestError error) =>
        End(caller, c => c.TrySetException(new HttpRequestException(error)));

    private void End(TaskCompletionSource<HttpResponseMessage> caller, Action<TaskCompletionSource<HttpResponseMessage>> how)
    {
        if (_waiting.Remove(caller))
        {
            how(caller);
        }
    }
}
