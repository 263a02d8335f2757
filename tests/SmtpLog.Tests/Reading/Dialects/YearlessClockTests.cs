using System;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Dialects;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class YearlessClockTests
{
    [Theory]
    [InlineData("2026-11-24", "Nov 24 02:23:31", "2026-11-24")]
    [InlineData("2026-11-24", "Nov  4 02:23:31", "2026-11-04")]
    [InlineData("2026-11-24", "Dec 31 02:23:31", "2025-12-31")]
    [InlineData("2026-11-24", "Nov 25 02:23:31", "2026-11-25")]
    [InlineData("2026-11-24", "Nov 26 02:23:31", "2025-11-26")]
    [InlineData("2027-01-01", "Dec 31 02:23:31", "2026-12-31")]
    [InlineData("2026-12-31", "Jan  1 02:23:31", "2027-01-01")]
    [InlineData("2026-11-24", "Feb 29 02:23:31", "2024-02-29")]
    [InlineData("1903-11-24", "Feb 29 02:23:31", "1896-02-29")]
    public void The_year_is_the_most_recent_that_is_not_in_the_future_by_more_than_a_day(string today, string time, string expected)
    {
        LogRecord record = default;

        int length = Clock(today).Read(Encoding.ASCII.GetBytes(time), ref record);

        Assert.Equal(15, length);
        Assert.Equal(
            DateTime.Parse(expected, null).Add(new TimeSpan(2, 23, 31)),
            new DateTime(record.UtcTicks + (record.OffsetMinutes * TimeSpan.TicksPerMinute)));
    }

    [Theory]
    [InlineData("Nov 24 02:23:3")]
    [InlineData("Nov 24 02:23:31x")]
    [InlineData("nov 24 02:23:31")]
    [InlineData("Now 24 02:23:31")]
    [InlineData("Nov 32 02:23:31")]
    [InlineData("Nov 00 02:23:31")]
    [InlineData("Nov 24 24:23:31")]
    [InlineData("Nov 24 02:60:31")]
    [InlineData("Nov-24 02:23:31")]
    public void Other_texts_are_no_times(string text)
    {
        LogRecord record = default;

        Assert.Equal(0, Clock("2026-11-24").Read(Encoding.ASCII.GetBytes(text), ref record));
        Assert.False(record.HasTime);
    }

    [Fact]
    public void A_day_that_no_year_has_is_no_time_but_does_not_spoil_the_line()
    {
        LogRecord record = default;

        Assert.Equal(15, Clock("2026-11-24").Read("Nov 31 02:23:31"u8, ref record));
        Assert.False(record.HasTime);
    }

    private static YearlessClock Clock(string today) => new(DateTime.Parse(today, null).AddHours(12), new LocalZone());
}
