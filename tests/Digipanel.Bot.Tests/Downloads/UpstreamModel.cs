using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>Digipanel in a few lines: what it charged, what became of it, and every word it ever had about it. Knows nothing of the bot.</summary>
internal sealed class UpstreamModel(Random random)
{
    public const long Cost = 200;

    public long Balance { get; private set; } = 50_000;

    public List<Job> Jobs { get; } = [];

    public Job Charge(string link, string title)
    {
        Balance -= Cost;
        var job = new Job($"d{Jobs.Count + 1}", link, title);
        job.Words.Add(View(job, "diproses", null));
        Jobs.Add(job);
        return job;
    }

    public void TopUp(long rupiah) => Balance += rupiah;

    /// <summary>It ends, or a done one fails after all; the money of a failed one comes back now or later.</summary>
    public void Move(Job job)
    {
        var fails = job.Status == "berhasil" || random.Next(4) == 0;
        if (job.Status == "gagal" || (job.Status == "berhasil" && random.Next(6) != 0))
        {
            return;
        }

        job.Status = fails ? "gagal" : "berhasil";
        job.Words.Add(View(job, job.Status, fails ? null : FileOf(job.Link, job.Id)));
        if (fails && random.Next(2) == 0)
        {
            GiveBack(job);
        }
    }

    public void GiveBack(Job job)
    {
        if (job is { Status: "gagal", Refunded: false })
        {
            job.Refunded = true;
            Balance += Cost;
        }
    }

    public static string FileOf(string link, string id) => $"https://drive.google.com/{link["https://".Length..]}/{id}";

    private static DownloadView View(Job job, string word, string? file) => new(job.Id, job.Title, DownloadView.StatusOf(word), word, file, null);

    /// <summary>A charged download.</summary>
    internal sealed class Job(string id, string link, string title)
    {
        public string Id => id;

        public string Link => link;

        public string Title => title;

        public string Status { get; set; } = "diproses";

        public bool Refunded { get; set; }

        public List<DownloadView> Words { get; } = [];

        public bool IsPaid => !Refunded && Status != "gagal"; // a refund that is announced comes
    }
}
