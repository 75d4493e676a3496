namespace Digipanel.Bot.Downloads;

/// <summary>Where an order is, as its customer sees it.</summary>
internal enum OrderStep
{
    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>With Digipanel, or perhaps.</summary>
    Running,

    /// <summary>The customer has the file.</summary>
    Done,

    /// <summary>The money is back.</summary>
    Returned,

    /// <summary>The customer took it back.</summary>
    Cancelled,

    /// <summary>The money is back, and the file came after all.</summary>
    Gift,

    /// <summary>The customer had the file, and an admin gave the money back.</summary>
    Refunded,
}

/// <summary>The steps of the orders' states.</summary>
internal static class OrderSteps
{
    /// <summary>Of the columns of an order.</summary>
    public static OrderStep Of(string state, string? reason, bool gift, bool refunded) => state switch
    {
        "accepted" => OrderStep.Waiting,
        "delivered" => refunded ? OrderStep.Refunded : OrderStep.Done,
        "failed" => gift ? OrderStep.Gift : reason == FailureReason.Cancelled ? OrderStep.Cancelled : OrderStep.Returned,
        _ => OrderStep.Running,
    };

    /// <summary>Not over yet.</summary>
    public static bool IsOpen(this OrderStep step) => step is OrderStep.Waiting or OrderStep.Running;

    /// <summary>The picture that stands before it everywhere.</summary>
    public static string Mark(this OrderStep step) => step switch
    {
        OrderStep.Waiting => "⏳",
        OrderStep.Running => "⚙️",
        OrderStep.Done => "✅",
        OrderStep.Gift => "🎁",
        _ => "↩️",
    };
}
