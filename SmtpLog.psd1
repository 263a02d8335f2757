@{
    RootModule           = 'SmtpLog.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6d0f6a5c-0f0e-4a5b-9d4f-2b1c8f6b7a31'
    Author               = 'SmtpLog contributors'
    CompanyName          = 'SmtpLog contributors'
    Copyright            = 'Copyright (c) 2026 SmtpLog contributors'
    Description          = 'Sends mail through SMTP, keeps a plain-text transcript of the whole conversation with every secret masked, and turns transcripts back into objects.'
    PowerShellVersion    = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess     = @('SmtpLog.Format.ps1xml', 'SmtpLog.Details.Format.ps1xml', 'SmtpLog.Summary.Format.ps1xml')
    TypesToProcess       = @('SmtpLog.Types.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'ConvertFrom-SmtpLog'
        'Export-SmtpLogReport'
        'Get-SmtpLog'
        'Measure-SmtpLog'
        'New-SmtpTransporter'
        'Protect-SmtpLog'
        'Resume-SmtpLog'
        'Send-SmtpLoggedMessage'
        'Start-SmtpLog'
        'Start-SmtpTestServer'
        'Stop-SmtpLog'
        'Stop-SmtpTestServer'
        'Suspend-SmtpLog'
        'Test-SmtpTransporter'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('SMTP', 'Mail', 'Email', 'Log', 'Transcript', 'Diagnostics', 'Monitoring', 'Windows', 'Linux', 'MacOS', 'PSEdition_Core', 'PSEdition_Desktop')
            LicenseUri   = 'https://licenses.nuget.org/MIT'
            ReleaseNotes = 'The first version. CHANGELOG.md in the sources has the history.'
        }
    }
}
