using System;
using System.Collections.Generic;

namespace SmtpLog.Measuring;

/// <summary>A row for each key, as long as there are not too many: then one row is for all the others.</summary>
internal sealed class BoundedTable<TKey, TRow>(TKey others, Func<TKey, TRow> create, int most = 10_000)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TRow> _rows = [];

    public IReadOnlyCollection<TRow> Rows => _rows.Values;

    public TRow this[TKey key]
    {
        get
        {
            if (!_rows.TryGetValue(key, out TRow? row))
            {
                TKey kept = _rows.Count < most ? key : others;
                if (!_rows.TryGetValue(kept, out row))
                {
                    row = create(kept);
                    _rows.Add(kept, row);
                }
            }

            return row;
        }
    }
}
