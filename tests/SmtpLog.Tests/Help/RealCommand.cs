using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SmtpLog.Tests.Engine;

namespace SmtpLog.Tests.Help;

/// <summary>What the engine says of the cmdlets that it has loaded.</summary>
internal sealed class RealCommand
{
    private static readonly Lazy<IReadOnlyDictionary<string, RealCommand>> s_all = new(Load);

    private RealCommand(CmdletInfo cmdlet)
    {
        Cmdlet = cmdlet;
        ParameterSets = [.. cmdlet.ParameterSets.OrderByDescending(set => set.IsDefault).Select(Own)];
        Instance = Activator.CreateInstance(cmdlet.ImplementingType)!;
    }

    public static IReadOnlyDictionary<string, RealCommand> All => s_all.Value;

    public static TheoryRows Names => new(All.Keys);

    public CmdletInfo Cmdlet { get; }

    /// <summary>The default one first; without the parameters that every cmdlet has.</summary>
    public IReadOnlyList<IReadOnlyList<CommandParameterInfo>> ParameterSets { get; }

    /// <summary>As it is before anything is bound.</summary>
    public object Instance { get; }

    public ILookup<string, CommandParameterInfo> Parameters => ParameterSets.SelectMany(set => set).ToLookup(parameter => parameter.Name);

    public static bool IsHidden(CommandParameterInfo parameter) => parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow);

    private static IReadOnlyList<CommandParameterInfo> Own(CommandParameterSetInfo set) =>
        [.. set.Parameters.Where(parameter => !System.Management.Automation.Cmdlet.CommonParameters.Contains(parameter.Name))];

    private static Dictionary<string, RealCommand> Load()
    {
        using var session = new PowerShellSession();
        return session.Run("Get-Command -Module SmtpLog").All<CmdletInfo>().ToDictionary(cmdlet => cmdlet.Name, cmdlet => new RealCommand(cmdlet));
    }
}
