using System.Text;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>A person with the chat that they and the shop share. Its number, not its address, is what stays when the phone number changes.</summary>
internal sealed class Person(int number, WhatsAppUser user)
{
    public int Number { get; } = number;

    public WhatsAppUser User { get; set; } = user;

    public WhatsAppReach Reach { get; set; }

    public List<WhatsAppMessage> Messages { get; } = [];

    /// <summary>When they last wrote: the window counts from here.</summary>
    public DateTimeOffset? WroteAt { get; set; }

    public DateTimeOffset? TypingAt { get; set; }
}

/// <summary>People and their chats with the shop.</summary>
internal sealed class WhatsAppWorld(TimeProvider time) : WatchedState
{
    private readonly List<Person> _people = [];
    private readonly List<WhatsAppReceipt> _receipts = [];
    private int _nextMessage = 1;

    public IReadOnlyList<WhatsAppUser> Users => Locked(() => _people.Select(p => p.User).ToList());

    public IReadOnlyList<WhatsAppReceipt> Receipts => Locked(() => _receipts.ToList());

    public Person Add(WhatsAppUser user) => Change(() =>
    {
        var number = _people.Count + 1;
        user = user with { BusinessId = user.BusinessId ?? $"ID.{13_491_208_655_302_741_900UL + (ulong)number}" };
        if (_people.Exists(p => (user.Phone is not null && p.User.Phone == user.Phone) || p.User.BusinessId == user.BusinessId))
        {
            throw new ArgumentException($"{user.Address} is somebody else already.", nameof(user));
        }

        var person = new Person(number, user);
        _people.Add(person);
        return person;
    });

    public Person? Find(string address) => Locked(() => _people.Find(p => p.User.Phone == address || p.User.BusinessId == address));

    public IReadOnlyList<WhatsAppMessage> Messages(Person person) => Locked(() => person.Messages.ToList());

    public T Look<T>(Person person, Func<Person, T> look) => Locked(() => look(person));

    public void Set(Person person, Action<Person> change) => Change(() =>
    {
        change(person);
        return true;
    });

    /// <summary>A wamid and the time, for a new message in a chat.</summary>
    public WhatsAppMessage Add(Person person, WhatsAppMessage draft) => Change(() =>
    {
        var message = draft with { Id = NewId(person), At = time.GetUtcNow() };
        person.Messages.Add(message);
        if (message.FromBot)
        {
            person.TypingAt = null;
        }
        else
        {
            person.WroteAt = message.At;
        }

        return message;
    });

    /// <summary>Ticks only ever rise: what comes late changes nothing.</summary>
    public void Tick(Person person, string messageId, WhatsAppTicks ticks, int? errorCode = null) => Change(() =>
    {
        var at = person.Messages.FindIndex(m => m.Id == messageId);
        if (at >= 0 && person.Messages[at].Ticks < ticks)
        {
            person.Messages[at] = person.Messages[at] with { Ticks = ticks, ErrorCode = errorCode };
        }

        return true;
    });

    /// <summary>Marks a customer's message and all before it as read, with or without the typing indicator; false for an unknown message.</summary>
    public bool Receive(string messageId, bool typing) => Change(() =>
    {
        if (_people.Find(p => p.Messages.Exists(m => !m.FromBot && m.Id == messageId)) is not { } person)
        {
            return false;
        }

        var last = person.Messages.FindIndex(m => m.Id == messageId);
        for (var i = 0; i <= last; i++)
        {
            person.Messages[i] = person.Messages[i] is { FromBot: false } m ? m with { Ticks = WhatsAppTicks.Read } : person.Messages[i];
        }

        var now = time.GetUtcNow();
        person.TypingAt = typing ? now : person.TypingAt;
        _receipts.Add(new WhatsAppReceipt(person.User.Address, messageId, typing, now));
        return true;
    });

    // As real ones look: base64, so that slashes, pluses and equal signs turn up.
    private string NewId(Person person) =>
        $"wamid.HBgN{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{person.User.Address}?>~{_nextMessage++:X12}"))}";
}
