using System;
using System.IO;

namespace SmtpLog.Reading.Files;

/// <summary>A file that could be read only in part; that part has come out.</summary>
internal sealed class DamagedFileException(string message, Exception? inner = null) : IOException(message, inner);
