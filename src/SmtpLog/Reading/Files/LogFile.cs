using System;
using System.IO;

namespace SmtpLog.Reading.Files;

/// <summary>Opens files for reading while others write, rename or remove them.</summary>
internal static class LogFile
{
    /// <summary>The content of a log, also of one that is compressed by gzip, whatever its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Whom to tell how far it has been read.</param>
    /// <exception cref="IOException">It cannot be opened; from reading, that it is damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Stream Open(string path, ReadProgress? progress = null)
    {
        FileStream file = OpenAsItIs(path);
        try
        {
            Stream stream = progress is null ? file : progress.Watch(file, path);
            byte[] head = new byte[3];
            int length = 0;
            for (int read = 1; read > 0 && length < head.Length; length += read)
            {
                read = stream.Read(head, length, head.Length - length);
            }

            bool isGzip = GunzipStream.IsGzip(head.AsSpan(0, length));
            if (!stream.CanSeek)
            {
                stream = new PrefixedStream(head, 0, length, stream);
            }
            else
            {
                stream.Position = 0;
            }

            return isGzip ? new GunzipStream(stream) : stream;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The bytes on the disk, not read ahead.</summary>
    public static FileStream OpenAsItIs(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
}
