using System.Text.Json.Nodes;

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>Small reports to send.</summary>
internal static class Reports
{
    /// <summary>Nothing but a contact, and a title to know it by.</summary>
    internal static JsonObject Initial(string title) => new()
    {
        ["form"] = "liaison",
        ["stage"] = "initial",
        ["facts"] = new JsonObject
        {
            ["contact.person"] = Fact("山田 太郎"),
            ["contact.telephone"] = Fact("03-0000-0101"),
            ["incident.title"] = Fact(title),
        },
        ["consents"] = new JsonObject { ["companyName"] = false, ["sectorName"] = false, ["ceptoar"] = false, ["onward"] = false },
    };

    internal static JsonObject Fact(string value, string certainty = "confirmed") => new() { ["value"] = value, ["certainty"] = certainty };

    /// <summary>Sends one and gives its number.</summary>
    internal static async Task<string> SendAsync(Api reporter, string title) => (string)(await reporter.PostAsync("reports", Initial(title))).Succeeded().Json["number"]!;

    /// <summary>The receipt, which is signed a moment after the report is safe.</summary>
    internal static async Task<byte[]> ReceiptAsync(Api reporter, string number)
    {
        for (var count = 0; ; count++)
        {
            var answer = await reporter.GetAsync($"reports/{number}/receipt");
            if ((int)answer.Status == 200 && answer.Bytes.Length > 0) return answer.Bytes;
            Assert.True(count < 40, $"no receipt for {number}: {(int)answer.Status} {answer.Text}");
            await Task.Delay(250);
        }
    }
}
