namespace SmtpLog.Reading;

/// <summary>How a log writes down what was said, so that a place in the one can be found in the other.</summary>
internal enum SourceForm : byte
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>With the escapes of Python or JSON.</summary>
    Code,

    /// <summary>With the entities of HTML.</summary>
    Entities,

    /// <summary>In quotes, with those inside doubled.</summary>
    DoubledQuotes,

    /// <summary>With <c>[nl]</c> for line ends.</summary>
    BracketedLineEnds,

    /// <summary>With <c>+</c> for blanks.</summary>
    Pluses,

    /// <summary>Broken by line ends, which are not in the text.</summary>
    Broken,

    /// <summary>Each line of the text ends a line of the record, in order.</summary>
    Lines,

    /// <summary>In the lines of a dump of curl's.</summary>
    Dump,
}
