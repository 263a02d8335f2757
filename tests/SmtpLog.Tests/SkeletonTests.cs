using Xunit;
namespace SmtpLog.Tests;
public class SkeletonTests { [Fact] public void Builds() => Assert.Equal(0, (int)SmtpLogOrigin.Event); }
