using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Noroshi.Tests.Architecture;

/// <summary>
/// Which types use which, read from a compiled assembly: base types, members' signatures and every instruction.
/// Nested and compiler-made types count as the type they stand in.
/// </summary>
internal sealed class AssemblyUses : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly TypeCollector _collector;

    internal AssemblyUses(string path)
    {
        _file = new(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
        _collector = new(_reader);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Pairs of full type names: user, used.</summary>
    internal IEnumerable<(string User, string Used)> All()
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var user = _collector.Outermost(handle);
            _collector.Found.Clear();
            OfType(_reader.GetTypeDefinition(handle));
            foreach (var used in _collector.Found.Where(used => used != user)) { yield return (user, used); }
        }
    }

    /// <summary>Types that are rows of a table: whatever <c>ModelBuilder.Entity&lt;T&gt;</c> is called with.</summary>
    internal HashSet<string> Tables()
    {
        _collector.Found.Clear();
        for (var row = 1; row <= _reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var call = _reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row));
            if (call.Method.Kind != HandleKind.MemberReference) { continue; }
            if (_reader.GetString(_reader.GetMemberReference((MemberReferenceHandle)call.Method).Name) == "Entity") { call.DecodeSignature(_collector, null); }
        }
        return [.. _collector.Found];
    }

    private void OfType(TypeDefinition type)
    {
        Token(type.BaseType);
        foreach (var made in type.GetInterfaceImplementations()) { Token(_reader.GetInterfaceImplementation(made).Interface); }
        foreach (var field in type.GetFields()) { _reader.GetFieldDefinition(field).DecodeSignature(_collector, null); }
        foreach (var handle in type.GetMethods())
        {
            var method = _reader.GetMethodDefinition(handle);
            method.DecodeSignature(_collector, null);
            if (method.RelativeVirtualAddress != 0) { OfBody(_file.GetMethodBody(method.RelativeVirtualAddress)); }
        }
    }

    private void OfBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil) { _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_collector, null); }
        foreach (var region in body.ExceptionRegions) { Token(region.CatchType); }
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            var operand = Operand(value == 0xFE ? 0xFE00 | code.ReadByte() : value);
            if (operand is OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
            {
                Token(MetadataTokens.EntityHandle(code.ReadInt32()));
                continue;
            }
            // Read first: a compound assignment would take the offset from before the reading.
            var rest = operand == OperandType.InlineSwitch ? 4 * code.ReadInt32() : Length(operand);
            code.Offset += rest;
        }
    }

    private void Token(EntityHandle handle)
    {
        if (handle.IsNil) { return; }
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _collector.GetTypeFromDefinition(_reader, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeReference:
                _collector.GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_collector, null);
                break;
            case HandleKind.MethodDefinition:
                Token(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Token(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Token(_reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var call = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Token(call.Method);
                call.DecodeSignature(_collector, null);
                break;
        }
    }

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static op => (int)(ushort)op.Value, static op => op.OperandType);

    private static OperandType Operand(int code) => Operands[code];

    private static int Length(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
