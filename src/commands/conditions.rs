//! What the help says about `--where`: the one place that documents it.

use crate::analysis::Property;
use clap::Arg;
use std::sync::LazyLock;

pub(super) const FORM: &str = "\
Only the tickets for which this holds, such as: 'waited > 10m and tag = Urgent'. Given
several times, all must hold.

  = != > >= < <=   compare; ~ looks inside text; in (a, b) is any of these
  and or not ( )   join; not binds first, or last
  has:note         there is any; of what is counted more than 0

A comparison with a missing value does not hold. Of several values, = is any and != none.
Case, kinds of blanks and compatibility forms do not matter; a value of several words
stands in quotes. Yes and no stand alone: bot.left, not inbound.

  text     Urgent, 'Night shift'; a customer's phone number is known by its digits
  span     10m, 1h30m, 2d, 00:10:00
  moment   2023, 2023-05, 2023-05-08, 2023-05-08T06:46, today, yesterday, now, or -3d for
           three days before now; in the zone of --tz. A day is the whole day: > is after
           its end.

Properties, recounted but for those that are called reported:
";

/// Says of an option at length what it takes, if that is more than a few words; what every start of
/// the program would have to wait for.
pub(crate) fn at_length(argument: Arg) -> Arg {
    if argument.get_id() == "wheres" { argument.long_help(help()) } else { argument }
}

/// Returns the help.
pub(super) fn help() -> &'static str {
    static HELP: LazyLock<String> = LazyLock::new(|| {
        let lines = Property::all().map(|known| {
            format!("  {:<28} {:<7} {}\n", known.name, known.kind.to_string(), known.about)
        });
        FORM.chars().chain(lines.collect::<String>().chars()).collect()
    });
    &HELP
}
