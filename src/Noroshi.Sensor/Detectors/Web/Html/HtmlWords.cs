namespace Noroshi.Sensor.Detectors.Web.Html;

/// <summary>The words of pages that scripts are smuggled in by.</summary>
/// <remarks>HTML Living Standard, SVG 2, MathML; event handlers of section 8.1.8.2 and those browsers add.</remarks>
internal static class HtmlWords
{
    /// <summary>Elements that run or fetch something by themselves.</summary>
    internal const int Active = 2;

    /// <summary>Other elements.</summary>
    internal const int Plain = 1;

    /// <summary>Elements by how dangerous they are.</summary>
    internal static readonly Words Tags = Words.Groups(
        (Active, "script iframe frame frameset object embed applet svg math meta link base style img image video audio source form isindex bgsound layer ilayer xml xss animate set animatetransform animatemotion foreignobject handler listener marquee details body input button textarea select keygen template noscript noembed noframes plaintext xmp listing portal track picture dialog html vmlframe use feimage discard slot implementation import"),
        (Plain, "a b i u p q s br hr div span table td tr th tbody thead tfoot ul ol li dl dt dd h1 h2 h3 h4 h5 h6 em strong font center big small sub sup pre code blockquote label fieldset legend option optgroup map area title head nav section article aside footer header main figure figcaption canvas time mark meter progress summary menu menuitem param col colgroup caption ruby rt rp bdo bdi wbr ins del kbd samp var cite abbr acronym address dir tt strike nobr data datalist output search customelement style2 mglyph mtext malignmark annotation foo x brute test"));

    /// <summary>Attributes that hold an address or a script.</summary>
    internal static readonly Words Attributes = Words.Set(
        "src href data action formaction xlink background dynsrc lowsrc srcdoc poster style codebase code classid srcset content ping to values from by begin datasrc folder pointer autofocus http-equiv manifest profile usemap longdesc cite archive xmlns attributename");

    /// <summary>Words of plain language that begin with <c>on</c>, without it.</summary>
    internal static readonly Words Plainly = Words.Set("line ward wards board boarding site sale stock hold shore screen street going coming demand stage call duty premise premises looker lookers slaught rush campus time holiday");

    /// <summary>What the attributes begin with that frameworks evaluate.</summary>
    internal static readonly Words Directives = Words.Set("ng v x hx");

    /// <summary>Functions a proof of a script calls, and those it steals or loads by.</summary>
    internal static readonly Words Calls = Words.Set(
        "alert confirm prompt eval atob btoa settimeout setinterval setimmediate execscript fetch open print write writeln fromcharcode import constructor function unescape escape expression createelement getelementbyid queryselector addeventlistener innerhtml location postmessage sendbeacon xmlhttprequest console");

    /// <summary>Events whose handler attribute is <c>on</c> and the name.</summary>
    internal static readonly Words Events = Words.Set(
        "abort activate afterprint afterscriptexecute animationcancel animationend animationiteration animationstart auxclick beforeactivate beforecopy beforecut beforeinput beforematch beforepaste beforeprint beforescriptexecute beforetoggle beforeunload begin blur bounce cancel canplay canplaythrough change click close command contentvisibilityautostatechange contextmenu copy cuechange cut dblclick drag dragend dragenter dragexit dragleave dragover dragstart drop durationchange end ended error finish focus focusin focusout formdata fullscreenchange gotpointercapture hashchange help input invalid keydown keypress keyup load loadeddata loadedmetadata loadend loadstart location lostpointercapture message messageerror mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel mozfullscreenchange offline online pagehide pagereveal pageshow pageswap paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover pointerrawupdate pointerup popstate progress propertychange ratechange readystatechange repeat reset resize scroll scrollend scrollsnapchange search securitypolicyviolation seeked seeking select selectionchange selectstart show slotchange stalled start storage submit suspend timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend transitionrun transitionstart unhandledrejection unload volumechange waiting webkitanimationend webkitanimationiteration webkitanimationstart webkitfullscreenchange webkitmouseforcechanged webkitplaybacktargetavailabilitychanged webkittransitionend webkitwillrevealbottom wheel zoom gesturestart gesturechange gestureend scrollsnapchanging snapchanged snapchanging navigate encrypted enterpictureinpicture leavepictureinpicture devicemotion deviceorientation deactivate focusenter mousedrag touchforcechange beforeinstallprompt promptaction promptdismiss waitingforkey interest loseinterest addtrack removetrack controllerchange layoutcomplete losecapture rowenter rowexit timeerror");
}
