//! What is typed: the examples that each page begins with.

/// What is typed, and what comes of it.
type Example = (&'static str, &'static str);

/// Lists the examples of a command, or of the program.
pub(super) const fn examples(command: Option<&str>) -> &'static [Example] {
    match command {
        None => &[
            ("ticketctl show ticket.json", "A ticket in one screen."),
            ("ticketctl transcript ticket.json --no-events", "Who said what, and when."),
            (
                "ticketctl list exports --where 'waited > 10m and tag = Urgent' --sort -waited",
                "The tickets of a folder whose customers waited longest.",
            ),
            ("ticketctl stats exports --by agent", "Times with exact percentiles, agent by agent."),
            ("cat ticket.json | ticketctl metrics -o jsonl", "Figures for a script."),
        ],
        Some(command) => of_command(command.as_bytes()),
    }
}

const fn of_command(command: &[u8]) -> &'static [Example] {
    match command {
        b"show" => &[
            ("ticketctl show ticket.json", "A ticket in one screen."),
            ("ticketctl show ticket.json --full", "Every value of the file, too, with its place."),
            ("ticketctl show ticket.json -o html > ticket.html", "The same for a browser."),
            (
                "ticketctl show exports -o jsonl --fields id,state,waited_s",
                "Three fields of each ticket.",
            ),
        ],
        b"transcript" => &[
            ("ticketctl transcript ticket.json", "The conversation, with hand-overs and waits."),
            (
                "ticketctl transcript ticket.json --no-bot --no-events",
                "What people said, and nothing else.",
            ),
            ("ticketctl transcript ticket.json --since 06:47 --last 5", "The end of it."),
            (
                "ticketctl transcript ticket.json -o md > ticket.md",
                "For a wiki or a merge request.",
            ),
        ],
        b"participants" => &[
            ("ticketctl participants ticket.json", "Who took part, and how fast they answered."),
            (
                "ticketctl participants exports -o csv > people.csv",
                "A row a person, for a spreadsheet.",
            ),
        ],
        b"metrics" => &[
            (
                "ticketctl metrics ticket.json",
                "What Glassix reports beside what the transactions say.",
            ),
            (
                "ticketctl metrics ticket.json --response-from opened",
                "The first response as others count it.",
            ),
            (
                "ticketctl metrics exports -o csv --fields ticket,metric,gross_s,recount_s",
                "Rows for a spreadsheet.",
            ),
        ],
        b"bot" => &[
            (
                "ticketctl bot ticket.json",
                "Card by card: how long, what was asked, what was answered.",
            ),
            ("ticketctl bot exports --where bot.left -o csv", "Where customers left the bot."),
        ],
        b"timeline" => &[
            ("ticketctl timeline ticket.json", "Everything that happened, to scale."),
            ("ticketctl timeline ticket.json --lanes", "Only the drawing."),
            ("ticketctl timeline exports -o csv > log.csv", "An event log for process mining."),
        ],
        b"list" => &[
            ("ticketctl list exports", "A line a ticket."),
            (
                "ticketctl list exports --sort -waited --limit 10",
                "The ten whose customers waited longest.",
            ),
            (
                "ticketctl list exports --where 'opened > -3d and not state = Closed' --columns id,owner,waiting",
                "What is open of the last three days.",
            ),
            ("ticketctl list exports --where has:note -o ids", "Numbers for a script."),
        ],
        b"search" => &[
            (
                "ticketctl search 'refund|money back' exports",
                "Where a text stands, whatever its case.",
            ),
            (
                "ticketctl search -F -s 'Order #12' exports -C 1",
                "To the letter, with what was said around it.",
            ),
            (
                "ticketctl search 050 exports --in people -o ids",
                "The tickets of a telephone number.",
            ),
        ],
        b"stats" => &[
            ("ticketctl stats exports", "Times, the bot's funnel, outcomes and the backlog."),
            (
                "ticketctl stats exports --by hour --sla first_response=10m,queue=2m",
                "By hour, with what was met of two targets.",
            ),
            (
                "ticketctl stats exports --reported --by owner",
                "As Glassix reports it, to compare with its dashboard.",
            ),
        ],
        b"diff" => &[
            ("ticketctl diff old.json new.json", "What happened between two exports of a ticket."),
            (
                "ticketctl diff old.json new.json --ignore lastActivity,/transactions/*/status -q",
                "Without what is of no interest.",
            ),
        ],
        b"check" => &[
            (
                "ticketctl check ticket.json",
                "Where the ticket contradicts itself; status 1 if it does.",
            ),
            ("ticketctl check exports --by rule", "What each rule found in all of them."),
            (
                "ticketctl check exports --only W3,E102 --fail-on warning",
                "Some rules, and what makes the status 1.",
            ),
        ],
        b"redact" => &[
            ("ticketctl redact ticket.json > shared.json", "A ticket to share."),
            (
                "ticketctl redact exports --key-file key -o jsonl > shared.jsonl",
                "The same pseudonyms in every run.",
            ),
            (
                "ticketctl redact ticket.json --keep network,location",
                "Some kinds left as they are.",
            ),
        ],
        b"export" => &[
            ("ticketctl export --tables", "The tables, and what their columns mean."),
            ("ticketctl export exports --to tables", "Parquet files, for DuckDB and others."),
        ],
        b"explain" => &[
            ("ticketctl explain", "All that can be explained."),
            (
                "ticketctl explain first_response ticket.json",
                "What it means, and which two events it is counted from here.",
            ),
            ("ticketctl explain W301", "What a rule compares, and why."),
        ],
        b"schema" => &[
            ("ticketctl schema", "Which commands have data."),
            ("ticketctl schema show > show.schema.json", "Its form, with what each field means."),
        ],
        b"completions" => &[
            (
                "ticketctl completions bash > ~/.local/share/bash-completion/completions/ticketctl",
                "For bash (with bash-completion).",
            ),
            ("ticketctl completions zsh > ~/.zsh/_ticketctl", "For zsh, in a folder of $fpath."),
            ("ticketctl completions fish > ~/.config/fish/completions/ticketctl.fish", "For fish."),
            ("ticketctl completions powershell >> $PROFILE", "For PowerShell."),
            ("ticketctl completions elvish >> ~/.config/elvish/rc.elv", "For elvish."),
        ],
        b"man" => &[
            ("ticketctl man show | man -l -", "Read a page."),
            ("ticketctl man --to ~/.local/share/man/man1", "For man, for good."),
        ],
        _ => &[],
    }
}
