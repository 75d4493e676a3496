using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>
/// People who appear, write, change numbers (which Meta tells with or without the ids) and give them up, to be given to others after a quarter: whatever the
/// order, nobody is ever taken for somebody else, and who writes within 60 days of a change keeps the wallet.
/// </summary>
public sealed class ContactsProperties
{
    private const int Worlds = 150;
    private const int Steps = 30;
    private const int DaysUntilRecycled = 90;
    private const int DaysKept = 60;

    [Fact]
    public async Task Nobody_is_taken_for_somebody_else_and_who_writes_soon_after_a_change_keeps_the_wallet()
    {
        using var test = new TestStore();
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new World(seed);
            for (var i = 0; i < Steps; i++)
            {
                await test.Store.InTransaction(world.Step);
            }
        }
    }

    private sealed class Person(string phone, string id)
    {
        public string Phone { get; set; } = phone;

        public string Id { get; set; } = id;

        public long? Customer { get; set; }

        public DateTimeOffset? ChangedUntold { get; set; }

        /// <summary>Changed again before the first change could be confirmed by a word, or too long ago: Meta's word alone does not tell them from a stranger.</summary>
        public bool MayBeLost { get; set; }
    }

    private sealed class World(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<Person> _people = [];
        private readonly Dictionary<long, Person> _of = [];
        private readonly Dictionary<string, DateTimeOffset> _free =
            Enumerable.Range(0, 5).ToDictionary(i => string.Create(CultureInfo.InvariantCulture, $"62{seed:00000}00{i}"), _ => DateTimeOffset.MinValue, StringComparer.Ordinal);

        private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddDays(20_000);
        private int _ids;

        public void Step(Tx tx)
        {
            _now += _random.Next(3) == 0 ? TimeSpan.FromDays(_random.Next(1, 50)) : TimeSpan.FromSeconds(_random.Next(1, 30));
            var person = _people.Count == 0 ? null : _people[_random.Next(_people.Count)];
            switch (_random.Next(10))
            {
                case 0 or 1 when _people.Count < 3 && FreeNumber() is { } number:
                    _people.Add(new Person(number, NewId()));
                    Speak(tx, _people[^1]);
                    break;
                case 2 when person is not null:
                    _people.Remove(person);
                    _free[person.Phone] = _now;
                    break;
                case 3 or 4 when person is not null && FreeNumber() is { } number:
                    Change(tx, person, number);
                    break;
                case > 4 when person is not null:
                    Speak(tx, person);
                    break;
            }
        }

        private void Speak(Tx tx, Person person)
        {
            var chat = Contacts.ChatOf(tx, new WhatsAppPerson(person.Phone, person.Id), _now);
            Contacts.Heard(tx, chat, "wamid.1", _now);
            var customer = Customers.Upsert(tx, TestStore.Update(chat) with { Channel = "whatsapp" }).Id;
            Assert.True(!_of.TryGetValue(customer, out var owner) || owner == person, $"world {seed}: {person.Id} is taken for {owner?.Id}");
            _of[customer] = person;
            if (person.Customer is { } known && known != customer)
            {
                Assert.True(person.MayBeLost || _now - person.ChangedUntold > TimeSpan.FromDays(DaysKept), $"world {seed}: {person.Id} has lost the wallet {known}");
            }

            (person.Customer, person.ChangedUntold, person.MayBeLost) = (customer, null, false);
        }

        private void Change(Tx tx, Person person, string number)
        {
            var (oldPhone, oldId) = (person.Phone, person.Id);
            (person.Phone, person.Id) = (number, NewId());
            _free[oldPhone] = _now;
            var (tellsOld, tellsNew) = (_random.Next(2) == 0, _random.Next(2) == 0);
            person.MayBeLost |= person.ChangedUntold is { } before && _now - before > TimeSpan.FromDays(DaysKept);
            Contacts.Change(tx, new NumberChange(new WhatsAppPerson(oldPhone, tellsOld ? oldId : null), number, tellsNew ? person.Id : null), _now);
            person.ChangedUntold = tellsNew ? null : _now;
        }

        private string? FreeNumber() => _free.Where(f => f.Value <= _now.AddDays(-DaysUntilRecycled)).Select(f => f.Key).OrderBy(_ => _random.Next()).FirstOrDefault() is { } number && _free.Remove(number) ? number : null;

        private string NewId() => string.Create(CultureInfo.InvariantCulture, $"ID.{seed}x{_ids++}");
    }
}
