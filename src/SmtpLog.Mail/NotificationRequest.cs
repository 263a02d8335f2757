using System.Net.Mail;
using MailKit;

namespace SmtpLog.Mail;

/// <summary>What a sender wants to be told of (RFC 3461, section 4.1), in MailKit's words.</summary>
internal static class NotificationRequest
{
    /// <summary>Null: nothing is said of it, and the server does as it always does.</summary>
    public static DeliveryStatusNotification? Of(DeliveryNotificationOptions wanted)
    {
        if (wanted == DeliveryNotificationOptions.None)
        {
            return null;
        }

        if ((wanted & DeliveryNotificationOptions.Never) != 0)
        {
            return DeliveryStatusNotification.Never;
        }

        DeliveryStatusNotification notify = 0;
        notify |= (wanted & DeliveryNotificationOptions.OnSuccess) != 0 ? DeliveryStatusNotification.Success : 0;
        notify |= (wanted & DeliveryNotificationOptions.OnFailure) != 0 ? DeliveryStatusNotification.Failure : 0;
        notify |= (wanted & DeliveryNotificationOptions.Delay) != 0 ? DeliveryStatusNotification.Delay : 0;
        return notify;
    }
}
