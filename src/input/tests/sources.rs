//! Files, folders, standard input.

use crate::input::{Input, Limits, Source, Tally, each_answer};
use std::convert::Infallible;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;

fn read(sources: &[Source], stdin: Input) -> (Vec<String>, Vec<String>, Tally) {
    let (mut tickets, mut told) = (Vec::new(), Vec::new());
    let tally = each_answer::<_, Infallible>(
        sources,
        stdin,
        &Limits::default(),
        &|_, place| place.to_string(),
        &mut |ticket| {
            tickets.push(ticket);
            Ok(ControlFlow::Continue(()))
        },
        &mut |problem| {
            told.push(format!("{}: {}", problem.place(), problem.says()));
            Ok(())
        },
    );
    (tickets, told, tally.unwrap())
}

/// A folder of its own for a test; removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn plain(&self, told: &[String]) -> Vec<String> {
        let folder = self.0.to_string_lossy().into_owned();
        told.iter().map(|told| told.replace(&folder, "T")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_read_in_order_of_name() {
    let folder = Folder::new("ticketctl-folder");
    for name in [
        "b.json",
        "a/2.ndjson",
        "a/10.JSONL",
        "c.json.GZ",
        "d.ndjson.zst",
        "e.jsonl.gz",
        "notes.txt",
        "notes.txt.gz",
        "json.gz",
    ] {
        folder.file(name, super::A);
    }
    folder.file("empty/readme.md", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("b.json"), folder.0.join("link.json")).unwrap();
    let sources = [
        Source::Path(folder.0.clone()),
        Source::Path(folder.0.join("empty")),
        Source::Path(folder.0.join("none.json")),
        Source::Path(folder.0.join("notes.txt")),
    ];
    let (tickets, told, tally) = read(&sources, Box::new(io::empty()));
    assert_eq!(
        folder.plain(&tickets),
        [
            "T/a/10.JSONL:1:1",
            "T/a/2.ndjson:1:1",
            "T/b.json:1:1",
            "T/c.json.GZ:1:1",
            "T/d.ndjson.zst:1:1",
            "T/e.jsonl.gz:1:1",
            "T/notes.txt:1:1"
        ]
    );
    assert_eq!(
        folder.plain(&told),
        [
            "T/empty: the folder holds no .json, .jsonl or .ndjson file, packed (.gz, .zst) or not",
            "T/none.json: there is no such file or folder",
        ]
    );
    assert_eq!((tally.tickets, tally.lost), (7, 2));
}

#[test]
fn standard_input_can_be_read_once() {
    let sources = [Source::from(OsString::from("-")), "-".parse().unwrap()];
    assert!(Source::repeat_stdin(&sources));
    let (tickets, told, _) = read(&sources, Box::new(super::A.as_bytes()));
    assert_eq!(tickets, ["standard input:1:1"]);
    assert_eq!(told, ["standard input: named twice, but it can be read only once"]);
}

/// Fails after its bytes.
struct Failing(Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self.0.read(to) {
            Ok(0) => Err(io::Error::from_raw_os_error(5)),
            read => read,
        }
    }
}

#[test]
fn t33_what_was_read_before_an_error_is_delivered() {
    let text = format!("{}\n{}", super::A, r#"{"id":2,"#);
    for length in 0..text.len() {
        let failing = Failing(Cursor::new(text.as_bytes()[..length].to_vec()));
        let (tickets, told, tally) = read(&[Source::Stdin], Box::new(BufReader::new(failing)));
        assert_eq!(tickets.len(), usize::from(length >= super::A.len()), "{length}");
        assert_eq!((told.len(), tally.lost), (1, 1));
    }
    let failing = Failing(Cursor::new(text.as_bytes().to_vec()));
    let (_, told, _) = read(&[Source::Stdin], Box::new(BufReader::new(failing)));
    assert_eq!(told, ["standard input:2:9: cannot be read: Input/output error"]);
}
