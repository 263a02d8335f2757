using System;

namespace SmtpLog.Reading.Following;

/// <summary>A file to which nothing can be appended.</summary>
internal sealed class UnfollowableException(string message) : Exception(message);
