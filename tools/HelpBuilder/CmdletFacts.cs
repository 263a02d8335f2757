using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>What PowerShell's engine makes of a compiled cmdlet.</summary>
internal sealed class CmdletFacts
{
    private readonly object _instance;

    private CmdletFacts(CmdletAttribute name, Type type)
    {
        Verb = name.VerbName;
        Noun = name.NounName;
        _instance = Activator.CreateInstance(type)!;
        ParameterSets = [.. new CmdletInfo($"{Verb}-{Noun}", type).ParameterSets
            .OrderByDescending(set => set.IsDefault)
            .Select(set => set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)).ToArray())];
        Parameters = [.. ParameterSets.SelectMany(set => set).GroupBy(parameter => parameter.Name).Select(group => new ParameterFacts([.. group]))];
    }

    public string Verb { get; }

    public string Noun { get; }

    /// <summary>The default one first.</summary>
    public IReadOnlyList<CommandParameterInfo[]> ParameterSets { get; }

    public IReadOnlyList<ParameterFacts> Parameters { get; }

    public static IReadOnlyDictionary<string, CmdletFacts> Of(string module) => Assembly.LoadFrom(module).GetExportedTypes()
        .Select(type => (Type: type, Name: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(cmdlet => cmdlet.Name is not null)
        .Select(cmdlet => new CmdletFacts(cmdlet.Name!, cmdlet.Type))
        .ToDictionary(facts => $"{facts.Verb}-{facts.Noun}");

    /// <summary>What the parameter is when nothing is passed, as far as that can be shown.</summary>
    public string Default(ParameterFacts parameter) => _instance.GetType().GetProperty(parameter.Name)?.GetValue(_instance) switch
    {
        Enum value => $"{value}",
        SwitchParameter value => $"{value}",
        _ when parameter.IsSwitch => "False",
        _ => "None",
    };
}
