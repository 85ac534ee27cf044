# Completes ticketctl in bash 4 or later: ticketctl itself says what may stand where the cursor is.
_ticketctl() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            files) compopt -o default 2>/dev/null ;;
            folders) compopt -o dirnames 2>/dev/null ;;
            *) COMPREPLY+=("${line%%$'\t'*}") ;;
        esac
    done < <(ticketctl completions bash -- "${COMP_WORDS[@]:0:COMP_CWORD}" "$2" 2>/dev/null)
}
complete -F _ticketctl ticketctl
