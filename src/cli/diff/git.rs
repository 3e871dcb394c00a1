//! A folder as it was in a revision of git, read with the program `git`.
//!
//! The program is called directly, without a shell; what the user typed is passed as one argument that cannot be taken
//! for an option. Only rule files and sheets are written out, into a folder of our own that goes away again.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Component, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::cli::exit::Failure;
use crate::workspace::WorldError;

/// A folder of a revision, written out. It goes away with this value.
#[derive(Debug)]
pub(super) struct Checkout {
    /// Where it stands.
    pub folder: PathBuf,
}

impl Drop for Checkout {
    fn drop(&mut self) {
        // What cannot be taken away now is in the folder of the system for what passes.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// One file of a revision.
struct Entry {
    hash: String,
    /// Its path below the folder.
    path: PathBuf,
}

/// Writes the rule files and sheets below a folder of a revision into a folder of its own.
pub(super) fn checkout(revision: &str, folder: &str) -> Result<Checkout, Failure> {
    let commit = commit(revision)?;
    let entries = entries(&commit, revision, folder)?;
    let checkout = fresh()?;
    let mut git = Objects::open()?;
    for entry in entries {
        let text = git.read(&entry.hash)?;
        let path = checkout.folder.join(&entry.path);
        let failed = |error: std::io::Error| WorldError::system(&path, &error);
        fs::create_dir_all(path.parent().unwrap_or(&checkout.folder)).map_err(failed)?;
        fs::write(&path, text).map_err(failed)?;
    }
    Ok(checkout)
}

/// The full name of the commit that a revision stands for.
fn commit(revision: &str) -> Result<String, Failure> {
    let wanted = format!("{revision}^{{commit}}");
    let done = run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
    if done.status.success() {
        return Ok(text(&done.stdout));
    }
    let inside = run(&["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() {
        return Err(Failure::Usage(format!(
            "`{revision}:…` asks for a revision, and this folder is in no git repository"
        )));
    }
    Err(Failure::Usage(format!("git knows no revision `{revision}`; `git log --oneline` lists those that there are")))
}

/// The files below a folder, which is named from the current folder.
fn entries(commit: &str, revision: &str, folder: &str) -> Result<Vec<Entry>, Failure> {
    let own = folder.trim_end_matches('/');
    let tree = if own.is_empty() || own == "." { format!("{commit}:./") } else { format!("{commit}:./{own}") };
    let done = run(&["ls-tree", "-r", "-z", "--end-of-options", &tree])?;
    if !done.status.success() {
        return Err(Failure::Usage(format!("in the revision `{revision}` there is no folder `{folder}`")));
    }
    let listed = String::from_utf8_lossy(&done.stdout).into_owned();
    Ok(listed.split('\0').filter_map(entry).collect())
}

/// `100644 blob HASH<tab>PATH`: only plain files that are rules, sheets or scripts, and none that leads out of the folder.
fn entry(line: &str) -> Option<Entry> {
    let (what, path) = line.split_once('\t')?;
    let mut words = what.split(' ');
    let (mode, kind, hash) = (words.next()?, words.next()?, words.next()?);
    let path = PathBuf::from(path);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    let ends = |end: &std::ffi::OsStr| ["kpi", "csv", "rhai"].iter().any(|known| end.eq_ignore_ascii_case(known));
    let wanted = path.extension().is_some_and(ends);
    let file = kind == "blob" && mode.starts_with("100");
    (plain && wanted && file).then(|| Entry { hash: hash.to_owned(), path })
}

/// A folder of our own among those of the system for what passes.
fn fresh() -> Result<Checkout, Failure> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let place = std::env::temp_dir().join(format!("yardstick-revision-{}-{number}", std::process::id()));
    fs::create_dir(&place).map_err(|error| WorldError::system(&place, &error))?;
    let folder = place.canonicalize().unwrap_or(place);
    Ok(Checkout { folder })
}

/// A running `git cat-file`, asked for one object after the other.
struct Objects {
    child: std::process::Child,
    answers: BufReader<std::process::ChildStdout>,
}

impl Objects {
    fn open() -> Result<Self, Failure> {
        let mut child = git()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| absent(&error))?;
        let out = child.stdout.take().ok_or_else(broken)?;
        Ok(Self { child, answers: BufReader::new(out) })
    }

    fn read(&mut self, hash: &str) -> Result<Vec<u8>, Failure> {
        let asked = self.child.stdin.as_mut().ok_or_else(broken)?;
        writeln!(asked, "{hash}").and_then(|()| asked.flush()).map_err(|_| broken())?;
        let mut head = String::new();
        self.answers.read_line(&mut head).map_err(|_| broken())?;
        let size = head.split_whitespace().nth(2).and_then(|size| size.parse::<usize>().ok()).ok_or_else(broken)?;
        let mut text = vec![0; size];
        self.answers.read_exact(&mut text).map_err(|_| broken())?;
        let mut end = [0];
        self.answers.read_exact(&mut end).map_err(|_| broken())?;
        Ok(text)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn git() -> Command {
    let mut git = Command::new("git");
    git.env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    git
}

fn run(arguments: &[&str]) -> Result<Output, Failure> {
    git().args(arguments).output().map_err(|error| absent(&error))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn absent(error: &std::io::Error) -> Failure {
    Failure::Usage(match error.kind() {
        ErrorKind::NotFound => "a revision is read with the program `git`, which is not there".to_owned(),
        _ => format!("the program `git` cannot be run: {error}"),
    })
}

fn broken() -> Failure {
    Failure::Usage("the program `git` gave no answer that can be read".to_owned())
}
