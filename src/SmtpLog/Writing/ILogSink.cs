namespace SmtpLog.Writing;

internal interface ILogSink
{
}
