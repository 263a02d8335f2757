namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>The columns of a W3C log that say something of a conversation.</summary>
internal enum IisColumn
{
    None,
    Date,
    Time,
    ClientAddress,
    UserName,
    Method,
    Query,
    Status,
}
