using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>Every text of a language, said with made-up arguments, so that all of them can be read in a row: those of texts to come as well.</summary>
internal static class TextSamples
{
    private const int DepthMax = 6;
    private static readonly DateTimeOffset At = new(2026, 11, 22, 7, 5, 0, TimeSpan.Zero);

    public static IReadOnlyList<(string Name, string Text)> Of(ITexts texts)
    {
        var said = new List<(string, string)>();
        foreach (var member in typeof(ITexts).GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(m => m.MetadataToken))
        {
            switch (member)
            {
                case PropertyInfo { GetMethod: { } get } property:
                    Add(said, property.Name, get.Invoke(texts, null));
                    break;
                case MethodInfo { IsSpecialName: false } method:
                    foreach (var arguments in Arguments(method))
                    {
                        Add(said, method.Name, method.Invoke(texts, arguments));
                    }

                    break;
            }
        }

        return [.. said.Distinct()];
    }

    // Once with one of everything and once with several; a method's every known reason is somebody else's test.
    private static IEnumerable<object?[]> Arguments(MethodInfo method) =>
        method.GetParameters().Length == 0 ? [[]]
        : new[] { 1, 3 }.Select(n => method.GetParameters().Select(p => Sample(p.ParameterType, p.Name!, n, 0)).ToArray());

    private static void Add(List<(string, string)> said, string name, object? text)
    {
        switch (text)
        {
            case string or Html:
                said.Add((name, text.ToString()!));
                break;
            case IEnumerable<CommandMenuLine> lines:
                said.Add((name, string.Join('\n', lines.Select(l => $"/{l.Command} - {l.Description}"))));
                break;
        }
    }

    private static object? Sample(Type type, string name, int n, int depth) => Nullable.GetUnderlyingType(type) is { } inner
        ? Sample(inner, name, n, depth)
        : type == typeof(Rupiah) ? new Rupiah(n * 16_500)
        : type == typeof(DateTimeOffset) ? At
        : type == typeof(TimeSpan) ? TimeSpan.FromMinutes(n * 4)
        : type == typeof(string) ? Word(name)
        : type == typeof(bool) ? n > 1
        : type == typeof(int) ? n
        : type == typeof(long) ? Number(name, n)
        : type == typeof(Html) ? Html.Of($"<b>{name}</b>")
        : type.IsEnum ? Enum.GetValues(type).GetValue(Math.Min(n - 1, Enum.GetValues(type).Length - 1))
        : Items(type) is { } item ? List(item, name, n, depth)
        : depth > DepthMax ? null
        : Record(type, n, depth);

    private static string Word(string name) => name.ToUpperInvariant() switch
    {
        "METHOD" => "QRIS",
        "NAME" => "Budi",
        "REFERENCE" => "TU7K2M9QXW",
        "ACCOUNT" => "main",
        "CHECK" => "orders:late",
        "REASON" => "upstream",
        "STATE" => "submitted",
        "KIND" => "TopUp",
        "KEY" => "order:17:hold",
        "DRIVELINK" => "https://drive.google.com/file/d/1A2B3C/view",
        "LICENCELINK" => "https://drive.google.com/file/d/4D5E6F/view",
        "LINK" or "URL" => "https://elements.envato.com/neon-city-opener-ABC1234",
        "HOST" => "videohive.net",
        "CODE" => "4034715",
        _ => "Neon city opener",
    };

    private static long Number(string name, int n) =>
        name.EndsWith("At", StringComparison.Ordinal) || name is "Since" ? At.ToUnixTimeMilliseconds()
        : name is "Amount" or "BalanceAfter" or "Price" or "Balance" ? n * 16_500
        : n;

    private static Type? Items(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType ? type.GetGenericArguments()[0] : null;

    private static Array List(Type item, string name, int n, int depth)
    {
        var list = Array.CreateInstance(item, n);
        for (var i = 0; i < n; i++)
        {
            list.SetValue(Sample(item, name, i + 1, depth + 1), i);
        }

        return list;
    }

    private static object? Record(Type type, int n, int depth)
    {
        if (type.IsAbstract)
        {
            var made = type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(t => t.IsAssignableTo(type) && !t.IsAbstract).ToList();
            return made.Count == 0 ? null : Record(made[(n - 1) % made.Count], n, depth);
        }

        var record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(p => p is { SetMethod: not null, CanRead: true }))
        {
            property.SetValue(record, Sample(property.PropertyType, property.Name, n, depth + 1), BindingFlags.Default, null, null, CultureInfo.InvariantCulture);
        }

        return record;
    }
}
