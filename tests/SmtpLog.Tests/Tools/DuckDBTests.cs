using System.Collections.Generic;
using System.Globalization;
using DuckDB.NET.Data;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Tools;

/// <summary>DuckDB reads a JSON log as it is.</summary>
[Collection(ProcessWide.Name)]
public sealed class DuckDBTests : EngineTest
{
    [Fact]
    public void One_statement_answers_failures_by_server_and_code()
    {
        Set("closed", ScriptedServer.ClosedPort());
        Set("other", Login(User, "wrong"));
        Run("""
            Start-SmtpLog ./logs -Format Json
            $server = Start-SmtpTestServer -Credential $cred
            $mail = @{ From = 'a@example.com'; To = 'b@example.com'; ErrorAction = 'Ignore' }
            $good = $server | New-SmtpTransporter -Credential $cred
            $wrong = $server | New-SmtpTransporter -Credential $other
            $open = $server | New-SmtpTransporter
            $none = New-SmtpTransporter localhost -Port $closed
            $good, $wrong, $wrong, $open, $none, $wrong, $good | ForEach-Object { [void]($_ | Send-SmtpLoggedMessage @mail) }
            Stop-SmtpLog
            """).All<object>();

        Assert.Equal(
            ["127.0.0.1 AuthenticationFailed 535 3", "127.0.0.1 AuthenticationRequired 530 1", "localhost ConnectionRefused  1"],
            Query(Readme.Block("sql").Replace("logs/", InFolder("logs").Replace('\\', '/') + "/")));
    }

    protected override void Dispose(bool disposing)
    {
        global::SmtpLog.Writing.Rotation.ProcessLog.Shared.Stop();
        base.Dispose(disposing);
    }

    private void Set(string variable, object value) => Session.Set(variable, value);

    private static List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            object[] values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(' ', System.Array.ConvertAll(values, value => System.Convert.ToString(value, CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
