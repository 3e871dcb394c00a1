//! The program as tests run it, and folders of their own for what it reads and writes.

#![allow(dead_code, reason = "every test file takes what it needs of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What a run of the program came to.
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it said beside that.
    pub err: String,
}

impl Ran {
    /// What it printed, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

/// Runs the program in the folder of the project.
pub fn yardstick(arguments: &[&str]) -> Ran {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments, None)
}

/// Runs the program in a folder, in a terminal of so many columns.
pub fn run_in(folder: &Path, arguments: &[&str], columns: Option<&str>) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yardstick"));
    command.args(arguments).current_dir(folder).env_remove("COLUMNS");
    let done = command.envs(columns.map(|columns| ("COLUMNS", columns))).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) }
}

/// A folder of its own for a test, taken away at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty one; the name is that of the test.
    pub fn new(name: &str) -> Self {
        let (test, process) = (module_path!().split(':').next().unwrap_or(""), std::process::id());
        let path = std::env::temp_dir().join(format!("yardstick-{test}-{name}-{process}"));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// One with some files.
    pub fn of(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Self::new(name);
        for (file, text) in files {
            folder.write(file, text);
        }
        folder
    }

    /// Writes a file, and the folders that it needs; the answer is its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self.path(name)
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// The path of a file.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// The names of what lies in a folder.
    pub fn names(&self, name: &str) -> Vec<String> {
        let inside = fs::read_dir(self.0.join(name)).unwrap();
        let mut names: Vec<String> = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the program in this folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run_in(&self.0, arguments, None)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies a file, or a folder with all that lies in it.
pub fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        copy(&path, &to.join(path.file_name().unwrap()));
    }
}
