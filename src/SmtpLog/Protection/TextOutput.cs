using System;
using SmtpLog.Reading;

namespace SmtpLog.Protection;

/// <summary>Hands lines on as strings, without their ends. Bytes that are not UTF-8 become U+FFFD.</summary>
internal sealed class TextOutput(InputEncoding encoding, Action<string> emit) : IProtectedOutput
{
    public void Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) => emit(encoding.IsUtf16 ? FromUtf16(text) : Utf8.Decode(text));

    /// <summary>What <see cref="Utf16"/> has encoded.</summary>
    public static string FromUtf16(ReadOnlySpan<byte> text)
    {
        char[] units = new char[text.Length];
        return new string(units, 0, Utf16.Decode(text, units));
    }
}
