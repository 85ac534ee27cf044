# What elvish offers; run as its configuration, since only a shell on a terminal completes.
try {
    eval (ticketctl completions elvish | slurp)
    for line [[sh] [show --fu] [show --output=js] [check --only W30] [check --only W301,W50]
            [explain exit] [show t] [list --limit 1]] {
        var offers = [($edit:completion:arg-completer[ticketctl] ticketctl $@line)]
        var words = [(each {|offer| if (eq (kind-of $offer) string) { put $offer } else { put $offer[stem] } } $offers)]
        use str
        echo (str:trim-right 'ticketctl '(str:join ' ' $line)': '(str:join ' ' $words) ' ')
    }
} catch reason {
    print $reason
}
exit
