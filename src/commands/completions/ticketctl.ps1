# Completes ticketctl in PowerShell: ticketctl itself says what may stand where the cursor is.
Register-ArgumentCompleter -Native -CommandName ticketctl -ScriptBlock {
    param($typed, $line, $cursor)
    $before = @($line.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { $_.Extent.Text })
    # An empty word would be dropped on the way: a sign stands before it.
    ticketctl completions powershell -- @before "|$typed" 2>$null | ForEach-Object {
        # Files and folders, without a tab, are what PowerShell offers where nothing is offered here.
        $value, $help = $_ -split "`t", 2
        if ($null -ne $help) {
            if ($help -eq '') { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    }
}
