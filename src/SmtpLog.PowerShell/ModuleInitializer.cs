using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SmtpLog.PowerShell;

/// <summary>What happens when the module comes into a runspace, and when it leaves it.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Lets the bridges be found, and starts the log that the environment asks for.</summary>
    public void OnImport()
    {
        BridgeResolver.Install(RunspaceId());
        LogStartup.Run();
    }

    /// <summary>Says QUIT on kept connections of this runspace, stops its test servers, and leaves no handler behind.</summary>
    /// <param name="psModuleInfo">The module that is removed.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        LiveObjects.DisposeOf(RunspaceId());
        BridgeResolver.Remove(RunspaceId());
    }

    internal static System.Guid RunspaceId() => Runspace.DefaultRunspace?.InstanceId ?? System.Guid.Empty;
}
