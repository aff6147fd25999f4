using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Doors;

/// <summary>Where the framework's protection keys live when several servers share one PostgreSQL: the key table. (On SQLite they are files in the data folder.)</summary>
/// <remarks>The framework asks synchronously; it does so at the start and once a day. Keys are inserted outside the <see cref="Writer"/>, which may not run yet.</remarks>
internal sealed class KeyXml(Database database, TimeProvider clock) : IXmlRepository
{
    private const string Prefix = "protection/";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using NoroshiDb db = database.CreateDbContext();
        return [.. db.StoredKeys.Where(k => k.Name.StartsWith(Prefix)).OrderBy(k => k.Name).AsEnumerable().Select(k => XElement.Parse(System.Text.Encoding.UTF8.GetString(k.Bytes)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        string name = Prefix + friendlyName;
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        using NoroshiDb db = database.CreateDbContext();
        db.Database.ExecuteSql($"INSERT INTO stored_key (name, bytes, created_at) VALUES ({name}, {bytes}, {now}) ON CONFLICT (name) DO NOTHING");
    }
}
