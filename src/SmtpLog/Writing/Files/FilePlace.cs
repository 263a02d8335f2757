namespace SmtpLog.Writing.Files;

/// <summary>What is at the path of an open file now.</summary>
/// <param name="IsInPlace">False where the file was moved away or removed, whether or not another has taken its place.</param>
/// <param name="Length">Its length in bytes, with what others have written; 0 where it is not in place.</param>
internal readonly record struct FilePlace(bool IsInPlace, long Length);
