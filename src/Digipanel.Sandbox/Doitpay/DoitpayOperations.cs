namespace Digipanel.Sandbox.Doitpay;

/// <summary>The names of the calls, in <see cref="DoitpayServer.Calls"/> and for <see cref="DoitpayServer.Faults"/>.</summary>
public static class DoitpayOperations
{
    /// <summary>POST /auth/v1.0/access-token/b2b (73).</summary>
    public const string Token = "token";

    /// <summary>POST /api/v1.0/debit/payment-host-to-host (54).</summary>
    public const string LinkCreate = "link create";

    /// <summary>POST /api/v1.0/debit/status (55).</summary>
    public const string LinkStatus = "link status";

    /// <summary>POST /api/v1.0/debit/cancel (57).</summary>
    public const string LinkCancel = "link cancel";

    /// <summary>POST /qris/v1.0/qr/qr-mpm-generate (47).</summary>
    public const string QrisCreate = "qris create";

    /// <summary>POST /qris/v1.0/qr/qr-mpm-query (51).</summary>
    public const string QrisStatus = "qris status";

    /// <summary>POST /va/v1.0/transfer-va/create-va (27).</summary>
    public const string AccountCreate = "va create";

    /// <summary>POST /va/v1.0/transfer-va/status (26).</summary>
    public const string AccountStatus = "va status";

    /// <summary>DELETE /va/v1.0/transfer-va/delete-va (31).</summary>
    public const string AccountDelete = "va delete";

    /// <summary>POST /qris/v1.0/simulate-payment.</summary>
    public const string Simulate = "simulate payment";

    /// <summary>The payer's page and its buttons.</summary>
    public const string Checkout = "checkout";
}
