//! The screens of the seed ticket, compared letter by letter.

use super::{coloured, pages, pipe, plain, print};

#[test]
fn look() {
    for page in [
        pages::show(),
        pages::transcript(),
        pages::participants(),
        pages::metrics(),
        pages::bot_path(),
        pages::timeline(),
    ] {
        for settings in [plain(100), plain(80), plain(60), plain(40), pipe(), coloured(100)] {
            eprintln!("=== {settings:?}\n{}", print(std::slice::from_ref(&page), &settings));
        }
    }
}
