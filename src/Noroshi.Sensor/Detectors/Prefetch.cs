using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Noroshi.Sensor.Detectors;

/// <summary>Asks the processor to fetch memory that will be needed soon, without waiting for it. Nothing but speed depends on it.</summary>
internal static class Prefetch
{
    private const int LineBytes = 64;

    /// <summary>The whole of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Of<T>(ref T value) where T : struct
    {
        if (!Sse.IsSupported) return;
        // An address that has moved meanwhile fetches something needless, and no more.
        var at = (byte*)Unsafe.AsPointer(ref Unsafe.As<T, byte>(ref value));
        for (var i = 0; i < Unsafe.SizeOf<T>(); i += LineBytes) Sse.Prefetch0(at + i);
        if (Unsafe.SizeOf<T>() > sizeof(ulong) * 2) Sse.Prefetch0(at + Unsafe.SizeOf<T>() - 1);
    }
}
