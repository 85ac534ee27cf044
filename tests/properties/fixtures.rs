//! The tickets and streams to try everything on.

use std::fs;
use std::path::Path;

/// Lists the fixtures of a folder, by the names to be given on the command line.
pub(crate) fn fixtures(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut names: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 8, "{folder}: {names:?}");
    names
}
