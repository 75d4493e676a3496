namespace Digipanel.Sandbox.Page;

/// <summary>The two things the page is ever told.</summary>
internal static class PageAnswers
{
    /// <summary>Taken.</summary>
    public static IResult Done(string? text = null) => Results.Json(new PageAnswer(text), PageJson.Default.PageAnswer);

    /// <summary>Not taken, and why.</summary>
    public static IResult Refused(string text) => Results.Json(new PageAnswer(text), PageJson.Default.PageAnswer, statusCode: StatusCodes.Status400BadRequest);
}
