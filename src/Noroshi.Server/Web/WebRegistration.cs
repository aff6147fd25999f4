using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Noroshi.Core.Content;
using Noroshi.Server.Web.Errors;
using Noroshi.Server.Web.Framing;
using Noroshi.Server.Web.Home;
using Noroshi.Server.Web.Live;
using Noroshi.Server.Web.Localisation;
using Noroshi.Server.Web.Safety;
using Noroshi.Server.Web.Style;

namespace Noroshi.Server.Web;

/// <summary>What all pages and endpoints stand on: frame, words, errors, headers, the cross-site guard.</summary>
internal static class WebRegistration
{
    internal static IServiceCollection AddWeb(this IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(Assets.Read());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => Texts.Load([typeof(Texts).Assembly, typeof(WebRegistration).Assembly]));
        services.TryAddSingleton<ReadStanding>((_, _) => ValueTask.FromResult<Standing?>(null));
        // Japanese stays readable in the page, and a third of its size.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddScoped<FrameState>();
        services.AddRazorComponents();
        services.AddCascadingValue(sp => new Words(sp.GetRequiredService<Texts>(), sp.GetRequiredService<IHttpContextAccessor>().HttpContext!.Language()));
        // The same member twice means two things to two readers, and an unknown one is a typing error: both are refused.
        services.ConfigureHttpJsonOptions(o => (o.SerializerOptions.AllowDuplicateProperties, o.SerializerOptions.UnmappedMemberHandling, o.SerializerOptions.MaxDepth) = (false, JsonUnmappedMemberHandling.Disallow, 16));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(o => o.Limits.MaxRequestBodySize = options.MaxBodyBytes);
        services.Configure<FormOptions>(o => o.ValueCountLimit = 4096);
        return services;
    }

    /// <summary>Adds one source of what waits for a viewer on the first page.</summary>
    internal static IServiceCollection AddHomeItems(this IServiceCollection services, ReadHomeItems source) => services.AddSingleton(source);

    /// <summary>First in the pipeline, before authentication.</summary>
    internal static void UseWeb(this WebApplication app)
    {
        app.Use(SecurityHeaders.AddAsync);
        Assets.Use(app);
        app.Use(FailureHandling.HandleAsync);
        app.Use(CrossSiteGuard.CheckAsync);
        app.Use(BodyTypes.CheckAsync);
    }

    internal static void MapWeb(this IEndpointRouteBuilder app)
    {
        SwitchLanguage.Map(app);
        LedgerStream.Map(app);
        ShowHome.Map(app);
        ShowAccessibility.Map(app);
        if (app.ServiceProvider.GetRequiredService<WebOptions>().IsDemo) ShowStyle.Map(app);
    }
}
