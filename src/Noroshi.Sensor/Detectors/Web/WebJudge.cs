using Noroshi.Sensor.Logs;
namespace Noroshi.Sensor.Detectors.Web;
/// <summary>temp</summary>
public sealed class WebJudge
{
    /// <summary>temp</summary>
    public WebVerdict Judge(in LogRecord record) => record.Target.IndexOf("../"u8) >= 0 ? new(WebAttack.PathTraversal, Tier.High, "t", false) : WebVerdict.Nothing;
}
