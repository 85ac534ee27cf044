//! Files and streams that only some systems have: full disks, pipes with names, names that are no
//! text, streams that were closed before the program began.

use crate::program::{COMMANDS, SEED, forms, ran, run, ticketctl};
use crate::rules::{self, Seen};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

const FULL: &str = "ticketctl: cannot write to standard output: No space left on device\n";

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").unwrap().into()
}

/// Returns a file of our own for one test.
fn scratch(name: impl AsRef<[u8]>) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("system");
    fs::create_dir_all(&folder).unwrap();
    folder.join(OsStr::from_bytes(name.as_ref()))
}

#[test]
fn t34_a_full_disk_is_told() {
    let mut tried = vec![vec!["--help"], vec!["--version"], vec!["bot", "-h"]];
    for command in COMMANDS {
        tried.extend(forms(command).iter().map(|format| vec![command, "-o", format, SEED]));
        tried.push(vec![command, "-o", "json", "fixtures/streams/empty-list.json"]);
        tried.push(vec![command, "-o", "json", "fixtures/tickets"]);
    }
    for arguments in tried {
        let run = ran(ticketctl(&arguments).stdout(full()).output().unwrap());
        assert_eq!((run.status, &*run.stderr), (Some(4), FULL), "{arguments:?}");
    }
}

/// That the answer was lost weighs more than that some of the input was.
#[test]
fn a_full_disk_weighs_more_than_a_lost_ticket() {
    let arguments = ["show", "-q", "fixtures/streams/one-bad.jsonl"];
    let run = ran(ticketctl(&arguments).stdout(full()).output().unwrap());
    assert_eq!(run.status, Some(4));
    assert!(run.stderr.ends_with(FULL), "{}", run.stderr);
}

#[test]
fn messages_to_a_full_disk_stop_nothing() {
    let arguments = ["show", "fixtures/streams/one-bad.jsonl"];
    let deaf = ran(ticketctl(&arguments).stderr(full()).output().unwrap());
    assert_eq!((deaf.status, deaf.stdout), (Some(3), run(&arguments).stdout));
}

#[test]
fn t36_streams_may_be_closed_from_the_beginning() {
    for (closed, status, says) in [
        ("show <&-", 3, "empty"),
        ("show fixtures/tickets/seed.json >&-", 0, ""),
        ("show x 2>&-", 3, ""),
    ] {
        let line = format!("exec \"$0\" {closed}");
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_ticketctl")]);
        shell.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
        let run = ran(shell.output().unwrap());
        assert_eq!((run.status, &*run.stdout), (Some(status), ""), "{closed}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{closed}: {}", run.stderr);
    }
}

#[test]
fn t33_a_folder_as_standard_input_is_told() {
    let folder = File::open(env!("CARGO_MANIFEST_DIR")).unwrap();
    let run = ran(ticketctl(&["show"]).stdin(folder).output().unwrap());
    assert_eq!((run.status, &*run.stdout), (Some(3), ""));
    assert!(run.stderr.starts_with("ticketctl: standard input: "), "{}", run.stderr);
}

#[test]
fn t14_names_that_are_no_text_are_opened_and_shown() {
    let name = OsStr::from_bytes(b"no\xfftext\x1b[2J.json");
    let file = scratch(name.as_bytes());
    fs::copy(SEED, &file).unwrap();
    let found = run(&[OsStr::new("show"), file.as_os_str()]);
    assert_eq!(found, run(&["show", SEED]));
    fs::remove_file(&file).unwrap();
    let missing = run(&[OsStr::new("show"), file.as_os_str()]);
    assert_eq!((missing.status, &*missing.stdout), (Some(3), ""));
    rules::text(missing.stderr.as_bytes(), Seen::default()).unwrap();
    let shown = "no\\xfftext^[[2J.json: there is no such file or folder\n";
    assert!(missing.stderr.ends_with(shown), "{}", missing.stderr);
    let folder = scratch(b"folder\xfe".as_slice());
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), "[").unwrap();
    let broken = run(&[OsStr::new("show"), folder.as_os_str()]);
    let shown = "folder\\xfe/no\\xfftext^[[2J.json:1:2: ";
    assert!(broken.stderr.contains(shown), "{}", broken.stderr);
}

#[test]
fn t14_arguments_that_are_no_text_are_refused() {
    let bytes = |bytes: &[u8]| OsString::from(OsStr::from_bytes(bytes));
    for arguments in [
        vec![bytes(b"\xff\x1b[2J")],
        vec![bytes(b"show"), bytes(b"--width=\xff\x1b[2J")],
        vec![bytes(b"show"), bytes(b"--\xff")],
        vec![bytes(b"transcript"), bytes(b"--from"), bytes(b"\xff")],
    ] {
        let run = run(&arguments);
        assert_eq!((run.status, &*run.stdout), (Some(2), ""), "{arguments:?}");
        rules::text(run.stderr.as_bytes(), Seen::default()).unwrap();
    }
}

#[test]
fn t33_what_may_not_be_read_is_told() {
    let file = scratch("locked.json");
    fs::copy(SEED, &file).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything cannot try this.
    if File::open(&file).is_err() {
        let run = run(&[OsStr::new("show"), file.as_os_str()]);
        assert_eq!((run.status, &*run.stdout), (Some(3), ""));
        assert!(run.stderr.contains("locked.json: "), "{}", run.stderr);
    }
    fs::remove_file(&file).unwrap();
}

#[test]
fn t32_a_pipe_with_a_name_is_read_like_a_file() {
    let pipe = scratch("pipe.json");
    drop(fs::remove_file(&pipe));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    thread::scope(|scope| {
        scope.spawn(|| fs::write(&pipe, fs::read(SEED).unwrap()).unwrap());
        let piped = run(&[OsStr::new("timeline"), pipe.as_os_str()]);
        assert_eq!(piped, run(&["timeline", SEED]));
    });
    fs::remove_file(&pipe).unwrap();
}

#[test]
fn t31_nothing_but_zeros_is_refused_at_once() {
    let run = run(&["show", "/dev/zero"]);
    assert_eq!((run.status, &*run.stdout), (Some(3), ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("ticketctl: /dev/zero"), "{}", run.stderr);
}

#[test]
fn t31_a_stream_that_never_ends_is_stopped() {
    let endless: [(&str, &str); 2] = [
        ("printf '{\"id\":\"'; yes x | tr -d '\\n'", "a ticket of more than 1 MiB"),
        ("printf '{\"id\":'; yes '[' | tr -d '\\n'", "a ticket of more than 1 MiB"),
    ];
    for (writes, says) in endless {
        let line = format!("({writes}) 2>&- | \"$0\" show --max-ticket-size 1M");
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_ticketctl")]);
        let run = ran(shell.output().unwrap());
        assert_eq!((run.status, &*run.stdout), (Some(3), ""), "{writes}");
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
}

#[test]
fn t32_standard_input_may_be_named_as_a_file() {
    let file = File::open(SEED).unwrap();
    let named = ran(ticketctl(&["show", "/dev/stdin"]).stdin(file).output().unwrap());
    assert_eq!(named, run(&["show", SEED]));
}

#[cfg(feature = "export")]
#[test]
fn a_folder_that_cannot_be_made_is_status_4() {
    let run = run(&["export", "--to", "/proc/no/such", SEED]);
    assert_eq!(run.status, Some(4), "{run:?}");
    assert!(run.stderr.starts_with("ticketctl: cannot write /proc/no/such: "), "{run:?}");
    assert_eq!(run.stdout, "");
}

#[cfg(not(feature = "export"))]
#[test]
fn a_build_without_export_says_so() {
    let run = run(&["export", "--to", "no-folder", SEED]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("cargo install --path . --features export"), "{run:?}");
    assert!(!std::path::Path::new("no-folder").exists());
}
