#compdef ticketctl
# Completes ticketctl in zsh: ticketctl itself says what may stand where the cursor is.
_ticketctl() {
    local line lists
    local -a offers
    for line in "${(@f)$(ticketctl completions zsh -- "${(@Q)words[1,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
        case $line in
            '') ;;
            files) lists='_files' ;;
            folders) lists='_files -/' ;;
            *) offers+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
        esac
    done
    # A comma after a value goes on with the list.
    (( $#offers )) && _describe -V ticketctl offers -S ' ' -r ', '
    if [[ -n $lists ]]; then
        compset -P '--*='
        ${=lists}
    fi
}
if [[ $funcstack[1] == _ticketctl ]]; then
    _ticketctl "$@"
else
    compdef _ticketctl ticketctl
fi
