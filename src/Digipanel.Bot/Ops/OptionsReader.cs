namespace Digipanel.Bot.Ops;

/// <summary>
/// Reads the sections of the configuration and collects every problem, so that an operator mends them all at once and
/// not one a start.
/// </summary>
public sealed class OptionsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <summary>Reads a section, each value without the white space around it (an .env file from Windows ends its lines with CR). A value of the wrong type and a key that means nothing are problems; secrets are not repeated.</summary>
    /// <param name="name">The section, for example <c>Shop</c>.</param>
    /// <param name="validate">Adds a sentence for each thing that is wrong, with how to mend it.</param>
    public TOptions Read<TOptions>(string name, Action<TOptions, List<string>> validate)
        where TOptions : class, new()
    {
        var options = new TOptions();
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, raw) in configuration.GetSection(name).AsEnumerable(makePathsRelative: true))
        {
            if (raw?.Trim() is { } value && key.Length > 0 && !key.EndsWith(SecretFiles.Suffix, StringComparison.OrdinalIgnoreCase))
            {
                values[key] = value;
            }
        }

        // Hardly ever is anything wrong, and each try costs as much as all keys together.
        if (HasEntriesBelowValues(values) || !TryBind(options, values, out _))
        {
            options = new TOptions();
            TryBind(options, Good<TOptions>(name, values), out _);
        }

        validate(options, _problems);
        return options;
    }

    /// <summary>Reads a plain list of texts. A single text in its place is a problem: the binder would read an empty list without a word.</summary>
    public IReadOnlyList<string> ReadList(string name)
    {
        var section = configuration.GetSection(name);
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            _problems.Add($"{name} {IsList(name)}");
        }

        return [.. section.GetChildren().Select(entry => entry.Value?.Trim() ?? "")];
    }

    /// <summary>Adds problems found elsewhere.</summary>
    public void AddProblems(IEnumerable<string> problems) => _problems.AddRange(problems);

    /// <summary>Everything that is wrong so far, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Stops the start where anything is wrong.</summary>
    /// <exception cref="ConfigurationProblemsException">Lists it all.</exception>
    public void ThrowIfProblems()
    {
        if (_problems.Count > 0)
        {
            throw new ConfigurationProblemsException(_problems);
        }
    }

    // Each key is tried alone: the binder stops at its first failure and we want them all.
    private Dictionary<string, string?> Good<TOptions>(string name, Dictionary<string, string?> values)
        where TOptions : class, new()
    {
        var good = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
        {
            if (TryBind(new TOptions(), new Dictionary<string, string?>(StringComparer.Ordinal) { [key] = value }, out var problem))
            {
                good[key] = value;
            }
            else
            {
                _problems.Add($"{name}:{key} {(IsListOf(typeof(TOptions), key) ? IsList($"{name}:{key}") : problem)}");
            }
        }

        return good;
    }

    // A text where a list or a group of settings belongs is an error alone; beside entries below it the binder passes it over.
    private static bool HasEntriesBelowValues(Dictionary<string, string?> values) =>
        values.Keys.Any(key => values.Keys.Any(other => other.Length > key.Length && other[key.Length] == ':' && other.StartsWith(key, StringComparison.OrdinalIgnoreCase)));

    private static bool TryBind(object options, Dictionary<string, string?> values, out string problem)
    {
        problem = "";
        try
        {
            new ConfigurationBuilder().AddInMemoryCollection(values).Build().Bind(options, o => o.ErrorOnUnknownConfiguration = true);
            return true;
        }
        catch (InvalidOperationException e) when (e.InnerException is not null)
        {
            // The inner message repeats the value, which may be a secret in the wrong place.
            problem = $"cannot be read as {TypeAt(options.GetType(), values.Keys.First())}; see appsettings.example.json for its form.";
            return false;
        }
        catch (InvalidOperationException)
        {
            var known = string.Join(", ", options.GetType().GetProperties().Where(p => p.CanWrite).Select(p => p.Name));
            problem = $"is not a setting. Known here: {known}.";
            return false;
        }
    }

    private static string IsList(string name) => $"is a list; number its entries: {name}:0, {name}:1 (as environment variables {name.Replace(":", "__", StringComparison.Ordinal)}__0 and so on).";

    private static bool IsListOf(Type type, string key) => type.GetProperties().Any(p =>
        string.Equals(p.Name, key, StringComparison.OrdinalIgnoreCase) && p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(IList<>));

    private static string TypeAt(Type type, string key)
    {
        var property = type.GetProperties().FirstOrDefault(p => string.Equals(p.Name, key.Split(':')[0], StringComparison.OrdinalIgnoreCase));
        return property?.PropertyType switch
        {
            null => "a value",
            var t when t == typeof(bool) => "true or false",
            var t when t == typeof(int) || t == typeof(long) => "a whole number",
            var t when t == typeof(TimeSpan) => "a time span such as 00:01:00",
            var t when t.IsEnum => string.Join(" or ", Enum.GetNames(t)),
            _ => "a value of its type",
        };
    }
}

/// <summary>Everything that is wrong with the configuration, one sentence each.</summary>
/// <param name="problems">The sentences.</param>
public sealed class ConfigurationProblemsException(IReadOnlyList<string> problems)
    : Exception($"The configuration has {problems.Count} problem(s):{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(p => "  - " + p))}")
{
    /// <summary>The sentences.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
