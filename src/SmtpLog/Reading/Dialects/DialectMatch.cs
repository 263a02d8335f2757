namespace SmtpLog.Reading.Dialects;

/// <summary>How surely a line belongs to a dialect.</summary>
internal enum DialectMatch
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It may; others may look the same.</summary>
    Possible,

    /// <summary>No other dialect has such lines.</summary>
    Certain,
}
