using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;

namespace Digipanel.Bot.Tests.Admin.People;

/// <summary>Whatever admins ask, press and press again, while the two accounts join and part: the wallets hold what the answered questions say.</summary>
public sealed class AdjustmentProperties
{
    private const int Steps = 70;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Wallets_hold_what_was_answered_with_yes_once(int seed)
    {
        await using var world = await DownloadsWorld.StartAsync(configure: k => k["Shop:ConfirmAbove"] = "0");
        await world.PasteAsync(Desk.Boss, "/start");
        await world.FundAsync(Joined.Telegram, 10_000);
        await world.FundAsync(Joined.WhatsApp, 5_000);
        var random = new Random(seed);
        var model = new Model { Telegram = 10_000, WhatsApp = 5_000 };
        var questions = new List<Question>();
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(10))
            {
                case 0:
                    await JoinOrPartAsync(world, model);
                    break;
                case < 5:
                    var (isCredit, onTelegram, amount) = (random.Next(2) == 0, random.Next(2) == 0, (random.Next(12) * 1_000) + step + 1);
                    var answer = await world.AdminAsync($"/{(isCredit ? "kredit" : "debit")} {(onTelegram ? "telegram:1" : "081234567890")} {amount} alasan");
                    var asked = answer.Buttons.Count > 0;
                    Assert.Equal(isCredit || model.Sees(onTelegram) >= amount, asked);
                    if (asked)
                    {
                        questions.Add(new Question(DownloadsWorld.ActionOf(answer, "ubah:ya"), isCredit, onTelegram || model.AreJoined, amount));
                    }

                    break;
                default:
                    if (questions.Count > 0)
                    {
                        var question = questions[random.Next(questions.Count)];
                        var isYes = random.Next(4) > 0;
                        await world.PressAsync(Desk.Boss, isYes ? question.Yes : question.Yes.Replace(":ya:", ":batal:", StringComparison.Ordinal));
                        model.Answer(question, isYes);
                    }

                    break;
            }

            Assert.Equal((model.Sees(onTelegram: true), model.Sees(onTelegram: false)), (world.Sees(Joined.Telegram), world.Sees(Joined.WhatsApp)));
        }

        Assert.Equal(model.Done, world.Value<long>("SELECT count(*) FROM admin_log"));
        Assert.InRange(model.Done, 3, Steps);
        world.AssertAudits();
    }

    private static async Task JoinOrPartAsync(DownloadsWorld world, Model model)
    {
        // Codes an hour are few.
        world.Time.Advance(TimeSpan.FromMinutes(1));
        if (model.AreJoined)
        {
            await world.PartAsync(Joined.WhatsApp);
        }
        else if (model.Joinings++ < 4)
        {
            await world.JoinAsync();
            (model.Telegram, model.WhatsApp) = (model.Telegram + model.WhatsApp, 0);
        }
        else
        {
            return;
        }

        model.AreJoined = !model.AreJoined;
    }

    private sealed record Question(string Yes, bool IsCredit, bool OnTelegram, long Amount)
    {
        public bool IsOver { get; set; }
    }

    private sealed class Model
    {
        public long Telegram { get; set; }

        public long WhatsApp { get; set; }

        public bool AreJoined { get; set; }

        public int Joinings { get; set; }

        public long Done { get; private set; }

        public long Sees(bool onTelegram) => onTelegram || AreJoined ? Telegram : WhatsApp;

        public void Answer(Question question, bool isYes)
        {
            if (question.IsOver)
            {
                return;
            }

            question.IsOver = true;
            var change = question.IsCredit ? question.Amount : -question.Amount;
            if (!isYes || Sees(question.OnTelegram) + change < 0)
            {
                return;
            }

            Done++;
            if (question.OnTelegram || AreJoined)
            {
                Telegram += change;
            }
            else
            {
                WhatsApp += change;
            }
        }
    }
}
