using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SmtpLog.Tests.Engine;

/// <summary>Everything that somebody who looks at an object can read: its public properties, theirs, and all items.</summary>
internal static class PropertyWalker
{
    private const int Depth = 8;

    public static IReadOnlyList<string> Texts(object? root, params string[] except)
    {
        List<string> texts = [];
        Walk(root, Depth, [.. except], new HashSet<object>(Identity.Instance), texts);
        return texts;
    }

    private static void Walk(object? value, int depth, HashSet<string> except, HashSet<object> seen, List<string> texts)
    {
        if (value is null || depth < 0)
        {
            return;
        }

        texts.Add(value.ToString() ?? string.Empty);
        if (value is string or MemberInfo or Assembly || IsPlain(value.GetType()) || !seen.Add(value))
        {
            return;
        }

        if (value is byte[] bytes)
        {
            texts.Add(System.Text.Encoding.UTF8.GetString(bytes));
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, depth - 1, except, seen, texts);
            }
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && !except.Contains(property.Name)))
        {
            Walk(Read(property, value), depth - 1, except, seen, texts);
        }
    }

    /// <summary>Numbers, times and the like: their text is all there is to them.</summary>
    private static bool IsPlain(Type type) => type.IsEnum || (type is { IsValueType: true, Namespace: "System", IsGenericType: false });

    /// <summary>What a property throws may be read too.</summary>
    private static object? Read(PropertyInfo property, object owner)
    {
        try
        {
            return property.PropertyType.IsByRefLike || property.PropertyType.IsPointer ? null : property.GetValue(owner);
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException?.Message;
        }
    }

    private sealed class Identity : IEqualityComparer<object>
    {
        public static Identity Instance { get; } = new();

        public new bool Equals(object? x, object? y) => ReferenceEquals(x, y);

        public int GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
