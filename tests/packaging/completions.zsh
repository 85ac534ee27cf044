# What zsh makes of a line when the tab key is pressed, in a shell of its own. Takes a folder for it.
zmodload zsh/zpty
home=$1
mkdir -p $home
ticketctl completions zsh > $home/_ticketctl
cat > $home/.zshrc <<RC
PS1='> '
fpath=($home \$fpath)
autoload -Uz compinit
compinit -u -d $home/dump
tell() { print -r -- "\$BUFFER" > $home/line; BUFFER= }
zle -N tell
bindkey '^X' tell
bindkey '^I' complete-word
print ready > $home/line
RC
zpty shell "ZDOTDIR=$home TERM=dumb zsh -i"

# Waits until the shell has told its line.
told() {
    local try
    for try in {1..200}; do
        [[ -s $home/line ]] && break
        zpty -r -t shell > /dev/null
        sleep 0.05
    done
    cat $home/line
    : > $home/line
}
[[ $(told) == ready ]] || { print 'zsh does not start'; exit 1 }
press() {
    zpty -w -n shell "$1"$'\t'"$2"$'\x18'
    told
}
for line in 'ticketctl sh' 'ticketctl show --fu' 'ticketctl show --output=jsonl' \
    'ticketctl check --only W301,W402' 'ticketctl explain exit' 'ticketctl show tw' \
    'ticketctl redact --key-file=ti' 'ticketctl man --to f' 'ticketctl list --limit 1'; do
    print -r -- "$line: $(press $line)"
done
print -r -- "a comma after W402: $(press 'ticketctl check --only W402' ',')"
zpty -d shell
