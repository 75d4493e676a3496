using Microsoft.AspNetCore.Diagnostics;

namespace Digipanel.Bot.Ops;

/// <summary>Whatever goes wrong in an endpoint, the answer tells a stranger nothing and the log tells the operator.</summary>
internal static partial class SafeErrors
{
    public static void UseSafeErrors(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Digipanel.Bot.Http");
        // The middleware's own line is switched off: it would log any stranger's broken chunk as an error with a stack.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerAsync, SuppressDiagnosticsCallback = _ => true });

        async Task AnswerAsync(HttpContext context)
        {
            var thrown = context.Features.Get<IExceptionHandlerFeature>()?.Error;
            if (thrown is BadHttpRequestException bad)
            {
                // Broken chunking, a body that stops half-way: the caller's fault.
                context.Response.StatusCode = bad.StatusCode;
                return;
            }

            context.Response.StatusCode = thrown is ObjectDisposedException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
            LogFailed(logger, context.Request.Method, thrown);
            await context.Response.WriteAsync("error");
        }
    }

    // The path stays out: /pay/{topup} is a capability.
    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} request failed")]
    private static partial void LogFailed(ILogger logger, string method, Exception? e);
}
