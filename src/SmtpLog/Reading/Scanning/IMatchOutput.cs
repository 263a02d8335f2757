namespace SmtpLog.Reading.Scanning;

/// <summary>An output that makes nothing of records that the filters do not let through, and so need not be given them.</summary>
internal interface IMatchOutput : IRecordOutput;
