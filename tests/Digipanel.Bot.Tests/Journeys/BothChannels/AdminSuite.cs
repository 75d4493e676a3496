using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramAdminTests : AdminSuite
{
    private protected override string AdminAddress => "telegram:100";

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);
}

public sealed class WhatsAppAdminTests : AdminSuite
{
    private protected override string AdminAddress => "whatsapp:" + Phone;

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);
}

/// <summary>Every admin command, by an admin and by somebody who is none. The commands are those that this build has: one to come is asked as well.</summary>
public abstract class AdminSuite : ChannelSuite
{
    /// <summary>Whoever arrives, as the configuration names them.</summary>
    private protected abstract string AdminAddress { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task To_a_customer_an_admins_command_is_a_word_like_any_other(int name)
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "Rina");
        var unknown = await chat.AskAsync("tidakada");
        Assert.Contains("belum paham", unknown.Text, StringComparison.Ordinal);
        foreach (var command in Commands(world).Select(c => c.Names[Math.Min(name, c.Names.Count - 1)]))
        {
            foreach (var words in new[] { command, $"{command} 1 5000 karena" })
            {
                var answer = await chat.AskAsync(words);
                Assert.True(answer.Text == unknown.Text && answer.Choices.SequenceEqual(unknown.Choices), $"{words}: {answer.Text}");
            }
        }

        await SaidAsync(world, chat);
        Assert.Equal(0, world.Scalar<int>("SELECT (SELECT count(*) FROM transfers) + (SELECT count(*) FROM admin_log)"));
        AssertSound(world);
    }

    [Fact]
    public async Task An_admin_is_answered_by_each_of_them_in_either_language()
    {
        await using var world = await ShopWorld.StartAsync(("Admins:1", AdminAddress));
        var chat = Arrive(world, "Dewi");
        var unknown = await chat.AskAsync("tidakada");
        foreach (var command in Commands(world))
        {
            foreach (var name in command.Names)
            {
                var answer = await chat.AskAsync(name);
                Assert.True(answer.Text.Length > 0 && answer.Text != unknown.Text, $"{name}: {answer.Text}");
            }
        }

        await chat.AskAsync("bahasa en");
        foreach (var command in Commands(world))
        {
            Assert.NotEmpty((await chat.AskAsync(command.Names[^1])).Text);
        }

        await SaidAsync(world, chat);
        AssertSound(world);
    }

    private static IReadOnlyList<IChatCommand> Commands(ShopWorld world)
    {
        var commands = world.Bot!.Services.GetServices<IChatCommand>().Where(c => c is AdminCommand).ToList();
        Assert.NotEmpty(commands);
        return commands;
    }
}
