using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Noroshi.Tests.Architecture;

/// <summary>Notes every type of ours that a signature names; what the signature means otherwise is of no interest.</summary>
internal sealed class TypeCollector(MetadataReader reader) : ISignatureTypeProvider<int, object?>
{
    internal HashSet<string> Found { get; } = [];

    internal string Outermost(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) { type = reader.GetTypeDefinition(type.GetDeclaringType()); }
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Note(Outermost(handle));

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference) { type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope); }
        return Note($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}");
    }

    public int GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public int GetSZArrayType(int elementType) => 0;

    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(object? genericContext, int index) => 0;

    public int GetGenericTypeParameter(object? genericContext, int index) => 0;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    private int Note(string name)
    {
        if (name.StartsWith("Noroshi.", StringComparison.Ordinal)) { Found.Add(name); }
        return 0;
    }
}
