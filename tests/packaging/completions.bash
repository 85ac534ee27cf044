# What bash offers: the function is called as bash calls it.
compopt() {
    case $2 in
        default) listed=files ;;
        dirnames) listed=folders ;;
    esac
}
source <(ticketctl completions bash)
[[ $(complete -p ticketctl) == *' -F _ticketctl '* ]] || echo 'nothing completes ticketctl'
offers() {
    local listed=nothing
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    _ticketctl ticketctl "${@: -1}" "${@: -2:1}"
    ((${#COMPREPLY[@]})) && listed=${COMPREPLY[*]}
    echo "$*: $listed"
}
offers ticketctl sh
offers ticketctl show --fu
offers ticketctl show --output = js
offers ticketctl check --only W30
offers ticketctl check --only W301,W50
offers ticketctl explain exit
offers ticketctl show t
offers ticketctl man --to f
offers ticketctl list --limit 1
