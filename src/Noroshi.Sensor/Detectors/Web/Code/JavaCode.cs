namespace Noroshi.Sensor.Detectors.Web.Code;

/// <summary>Java: classes named in full, the classes chains of gadgets are made of, class loaders reached through properties.</summary>
/// <remarks>CVE-2017-5638, CVE-2022-22965; the gadget classes of published deserialisation research.</remarks>
internal static class JavaCode
{
    private static readonly byte[][] Classes =
    [
        .. Bytes("""
            java.lang. java.io. java.util. java.net. java.nio. javax.script javax.naming javax.el. java.beans java.math. java.rmi java.sql. java.awt. java.security javax.management javax.faces javax.servlet com.sun. sun.misc sun.reflect sun.rmi org.apache. org.springframework
            org.codehaus org.mozilla.javascript org.python.core org.jboss org.hibernate com.mchange com.opensymphony com.alibaba.fastjson com.bea. weblogic. org.mvel com.google.common.collect ognl. bsh.interpreter freemarker. groovy.lang groovy.util scala.tools jdk.nashorn oracle.jdbc org.omg. com.thoughtworks.xstream net.sf.json
            """),
    ];

    private static readonly byte[][] Telling =
    [
        .. Bytes("""
            processbuilder system.getproperty(' system.getproperty(" getruntime runtime.exec invokertransformer chainedtransformer constanttransformer instantiatetransformer instantiatefactory clonetransformer forclosure whileclosure prototypeclonefactory prototypeserializationfactory unmarshaller urlclassloader templatesimpl
            scriptenginemanager jdbcrowsetimpl badattributevalueexpexception annotationinvocationhandler priorityqueue@ remoteinvocation classpathxmlapplicationcontext filesystemxmlapplicationcontext getclass().forname class.forname .getclass( .getclassloader class.module.classloader class.classloader class['classloader'] classloader.resources
            objectinputstream objectoutputstream methodclosure convertedclosure bcel$ beanshell javassist commandexecutor expressionlanguage newinstance( getmethod( setaccessible( getdeclared
            """),
    ];

    /// <summary>All names, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => [.. Classes, .. Telling];

    internal static int Weigh(in Passage passage)
    {
        if ((passage.Hints & Hints.Java) == 0) return 0;
        var text = passage.Text;
        var isCall = passage.HasAny(Marks.Open);
        foreach (var name in Telling)
        {
            if (text.IndexOf(name) >= 0) return isCall || text.IndexOf((byte)'.') > 0 ? 8 : 7;
        }
        if (!passage.HasAny(Marks.Dot)) return 0;
        foreach (var name in Classes)
        {
            var at = text.IndexOf(name);
            if (at < 0 || (at > 0 && Lexis.IsWord(text[at - 1])) || at + name.Length >= text.Length) continue;
            if (!Lexis.IsWord(text[at + name.Length])&& name[^1] == '.') continue;
            if (passage.Place is Place.Referer) continue;
            // Paths of documentation and artifact servers are full of package names.
            if (passage.Place is Place.Path or Place.Agent) return isCall ? 6 : 0;
            // What an error message or a question names is not called.
            var isFault = text.EndsWith("exception"u8) || text.EndsWith("error"u8);
            return isCall ? 8 : passage.HasAny(Marks.Blank) || isFault ? 4 : 7;
        }
        return 0;
    }

    private static IEnumerable<byte[]> Bytes(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(System.Text.Encoding.ASCII.GetBytes);
}
