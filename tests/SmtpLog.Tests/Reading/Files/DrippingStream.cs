using System;
using System.IO;

namespace SmtpLog.Tests.Reading.Files;

/// <summary>Gives one byte at a time.</summary>
internal sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
}
