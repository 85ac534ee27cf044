# Completes ticketctl in elvish: ticketctl itself says what may stand where the cursor is.
use str
set edit:completion:arg-completer[ticketctl] = {|@words|
    ticketctl completions elvish -- $@words 2>/dev/null | from-lines | each {|line|
        if (or (eq $line files) (eq $line folders)) {
            edit:complete-filename $@words
        } else {
            var value help = (str:split &max=2 "\t" $line)
            if (eq $help '') {
                edit:complex-candidate $value
            } else {
                edit:complex-candidate $value &display=$value' ('$help')'
            }
        }
    }
}
