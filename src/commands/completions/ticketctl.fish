# Completes ticketctl in fish: ticketctl itself says what may stand where the cursor is.
function __ticketctl_offers
    set -l word (commandline --current-token --cut-at-cursor)
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    for line in (ticketctl completions fish -- $words "$word" 2>/dev/null)
        switch $line
            case files
                __fish_complete_path $word
            case folders
                __fish_complete_directories $word
            case '*'
                echo $line
        end
    end
end
complete --command ticketctl --no-files --keep-order --arguments '(__ticketctl_offers)'
