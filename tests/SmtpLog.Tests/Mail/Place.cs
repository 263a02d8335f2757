using System.Collections.Generic;
using System.Linq;
using SmtpLog.Tests.Scripted;
using Xunit;
using Xunit.Sdk;

namespace SmtpLog.Tests.Mail;

/// <summary>A point of a conversation, with the kind of encryption it is reached with.</summary>
public sealed record Place(SmtpTls Tls, Point Point) : IXunitSerializable
{
    public Place()
        : this(SmtpTls.None, Point.Greeting)
    {
    }

    public SmtpTls Tls { get; private set; } = Tls;

    public Point Point { get; private set; } = Point;

    /// <summary>The stage that a failure there has.</summary>
    public SmtpStage Stage => Point switch
    {
        Point.Greeting => SmtpStage.Connect,
        Point.Hello or Point.SecureHello => SmtpStage.Hello,
        Point.StartTls or Point.Handshake => SmtpStage.Tls,
        Point.Auth => SmtpStage.Auth,
        Point.Mail => SmtpStage.Mail,
        Point.Recipient => SmtpStage.Recipient,
        _ => SmtpStage.Data,
    };

    internal GoodServer Server => new()
    {
        Extensions = ["AUTH PLAIN", "SIZE 1000000"],
        Login = true,
        StartTls = Tls == SmtpTls.StartTls,
        ImplicitTls = Tls == SmtpTls.Implicit,
    };

    /// <summary>Every point in plain text, and those that TLS adds.</summary>
    public static TheoryData<Place> All() => new(Every());

    /// <summary>
    /// Those where the server knows how far the client is. Behind an implicit handshake it does not: its side may be
    /// done before the client's is.
    /// </summary>
    public static TheoryData<Place> Certain() => new(Every().Where(place => place is not { Tls: SmtpTls.Implicit, Point: Point.Greeting }));

    /// <summary>Those where a reply of SMTP is due.</summary>
    public static TheoryData<Place> OfReplies() => new(Every().Where(place => place.Point != Point.Handshake));

    public static IEnumerable<Place> Every() =>
    [
        .. new[]
        {
            Point.Greeting, Point.Hello, Point.Auth, Point.Mail, Point.Recipient, Point.Data, Point.Content, Point.Dot,
        }.Select(point => new Place(SmtpTls.None, point)),
        .. new[] { Point.StartTls, Point.Handshake, Point.SecureHello, Point.Auth, Point.Dot }.Select(point => new Place(SmtpTls.StartTls, point)),
        .. new[] { Point.Handshake, Point.Greeting, Point.Hello, Point.Mail }.Select(point => new Place(SmtpTls.Implicit, point)),
    ];

    public void Deserialize(IXunitSerializationInfo info)
    {
        Tls = info.GetValue<SmtpTls>(nameof(Tls));
        Point = info.GetValue<Point>(nameof(Point));
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Tls), Tls);
        info.AddValue(nameof(Point), Point);
    }

    public override string ToString() => $"{Tls}/{Point}";
}
