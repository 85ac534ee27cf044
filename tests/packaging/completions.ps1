# What PowerShell offers.
ticketctl completions powershell | Out-String | Invoke-Expression
foreach ($line in 'ticketctl sh', 'ticketctl show --fu', 'ticketctl explain exit') {
    $offers = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
    "${line}: $($offers -join ' ')"
}
