# What fish offers.
ticketctl completions fish | source
for line in 'ticketctl sh' 'ticketctl show --fu' 'ticketctl show --output=js' \
        'ticketctl check --only W30' 'ticketctl check --only W301,W50' 'ticketctl explain exit' \
        'ticketctl show t' 'ticketctl man --to f' 'ticketctl list --limit 1'
    set -l offers (complete --do-complete "$line" | string replace --regex '\t.*' '')
    string trim --right "$line: $offers"
end
echo a remark: (complete --do-complete 'ticketctl explain exit' | string split \t)[2]
