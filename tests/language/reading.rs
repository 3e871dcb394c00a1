//! A corpus file: its cases, their files, and the findings that are written on their lines.

use std::path::{Path, PathBuf};

use crate::running::Found;

/// A finding as a comment says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// `error`, `warning` or `advice`.
    pub severity: String,
    /// The code.
    pub code: String,
    /// The message, or a part of it.
    pub message: String,
    /// The cure, or a part of it.
    pub help: String,
}

impl Wanted {
    /// Reads `error CODE: message | help`.
    fn read(text: &str) -> Option<Self> {
        let (severity, rest) = text.split_once(' ')?;
        if !["error", "warning", "advice"].contains(&severity) || !rest.contains("::") {
            return None;
        }
        let (code, said) = rest.split_once(": ").unwrap_or((rest, ""));
        let (message, help) = said.split_once(" | ").unwrap_or((said, ""));
        let own = |text: &str| text.trim().to_owned();
        Some(Self { severity: own(severity), code: own(code), message: own(message), help: own(help) })
    }

    /// As it stands in a comment.
    pub fn written(&self) -> String {
        let help = if self.help.is_empty() { String::new() } else { format!(" | {}", self.help) };
        format!("{} {}: {}{help}", self.severity, self.code, self.message)
    }

    /// Whether what was found is what is wanted here.
    pub fn fits(&self, found: &Self) -> bool {
        self.severity == found.severity
            && self.code == found.code
            && found.message.contains(&self.message)
            && found.help.contains(&self.help)
    }
}

/// A line, and the findings that are written on it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The line without them.
    pub text: String,
    /// They.
    pub wanted: Vec<Wanted>,
}

impl Line {
    fn read(line: &str) -> Self {
        let mut wanted = Vec::new();
        let mut text = line;
        while let Some((before, finding)) = ["error", "warning", "advice"]
            .iter()
            .filter_map(|word| text.rfind(&format!("# {word} ")))
            .max()
            .and_then(|at| Some((text.get(..at)?, Wanted::read(text.get(at + 2..)?)?)))
        {
            wanted.insert(0, finding);
            text = before.trim_end();
        }
        Self { text: text.to_owned(), wanted }
    }

    fn written(&self) -> String {
        let comments: String = self.wanted.iter().map(|one| format!("  # {}", one.written())).collect();
        format!("{}{comments}\n", self.text)
    }
}

/// A file of a case.
#[derive(Debug, Clone)]
pub struct Section {
    /// The line that opens it; empty for the first one.
    opens: String,
    /// Its name.
    pub name: String,
    /// How its text is written to the disk.
    pub encoding: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Section {
    fn new(name: &str) -> Self {
        Self { opens: String::new(), name: name.to_owned(), encoding: "utf-8".to_owned(), lines: Vec::new() }
    }

    /// Reads `#-- NAME as ENCODING`.
    fn opened_by(line: &str) -> Option<Self> {
        let words = line.strip_prefix("#-- ")?;
        let (name, encoding) = words.split_once(" as ").unwrap_or((words, "utf-8"));
        let encoding = encoding.trim().to_owned();
        Some(Self { opens: line.to_owned(), name: name.trim().to_owned(), encoding, lines: Vec::new() })
    }

    /// Its text as the program sees it; blank lines at its end are left out.
    pub fn text(&self) -> String {
        let text: String = self.lines.iter().map(|line| format!("{}\n", line.text)).collect();
        let kept = text.trim_end_matches('\n');
        if kept.is_empty() { String::new() } else { format!("{kept}\n") }
    }
}

/// Where a finding stands: file of the case and line (both from 0), or nowhere in it.
pub type Place = Option<(usize, usize)>;

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its title, with the findings that stand on no line.
    pub title: Line,
    /// Its files.
    pub sections: Vec<Section>,
}

impl Case {
    /// All findings that are written in it, with their places.
    pub fn wanted(&self) -> Vec<(Place, &Wanted)> {
        let on_title = self.title.wanted.iter().map(|one| (None, one));
        let sections = self.sections.iter().enumerate();
        let on_lines = sections.flat_map(|(at, section)| {
            let lines = section.lines.iter().enumerate();
            lines.flat_map(move |(line, text)| text.wanted.iter().map(move |one| (Some((at, line)), one)))
        });
        on_title.chain(on_lines).collect()
    }

    /// Writes down what was found in place of what was wanted.
    pub fn expect(&mut self, found: &[Found]) {
        self.title.wanted.clear();
        self.sections.iter_mut().flat_map(|section| &mut section.lines).for_each(|line| line.wanted.clear());
        for one in found {
            let line = one.place.and_then(|(section, line)| self.sections.get_mut(section)?.lines.get_mut(line));
            line.unwrap_or(&mut self.title).wanted.push(one.says.clone());
        }
    }

    /// A place in words.
    pub fn shown(&self, place: Place) -> String {
        let found = place.and_then(|(section, line)| Some((self.sections.get(section)?, line)));
        found.map_or_else(
            || "no line".to_owned(),
            |(section, line)| {
                let text = section.lines.get(line).map_or("", |line| line.text.trim());
                format!("{}, `{text}`", section.name)
            },
        )
    }
}

/// A corpus file, or a folder that is one case.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// Where it lies.
    pub path: PathBuf,
    /// What is given to every case.
    frame: Vec<String>,
    /// Its cases.
    pub cases: Vec<Case>,
}

impl Corpus {
    /// Reads a file or a folder.
    pub fn read(path: &Path) -> Self {
        if path.is_dir() {
            return Self { path: path.to_owned(), frame: Vec::new(), cases: vec![folder(path)] };
        }
        let text = std::fs::read_to_string(path).unwrap();
        let mut corpus = Self { path: path.to_owned(), frame: Vec::new(), cases: Vec::new() };
        for line in text.split_terminator('\n') {
            match (line.strip_prefix("#---- "), corpus.cases.last_mut()) {
                (Some(title), _) => {
                    corpus.cases.push(Case { title: Line::read(title), sections: vec![Section::new("rules.kpi")] });
                }
                (None, None) => corpus.frame.push(line.to_owned()),
                (None, Some(case)) => match (Section::opened_by(line), case.sections.last_mut()) {
                    (Some(section), _) => case.sections.push(section),
                    (None, Some(section)) => section.lines.push(Line::read(line)),
                    (None, None) => {}
                },
            }
        }
        corpus
    }

    /// A case with what the file gives to all of them, as its last file.
    pub fn with_frame(&self, case: &Case) -> Case {
        let mut whole = case.clone();
        if self.frame.iter().any(|line| !line.is_empty() && !line.starts_with('#')) {
            let lines = self.frame.iter().map(|line| Line { text: line.clone(), wanted: Vec::new() }).collect();
            whole.sections.push(Section { lines, ..Section::new("frame.kpi") });
        }
        whole
    }

    /// The whole file as text.
    pub fn written(&self) -> String {
        let mut text: String = self.frame.iter().map(|line| format!("{line}\n")).collect();
        for case in &self.cases {
            text += "#---- ";
            text += &case.title.written();
            for section in &case.sections {
                if !section.opens.is_empty() {
                    text += &format!("{}\n", section.opens);
                }
                section.lines.iter().for_each(|line| text += &line.written());
            }
        }
        text
    }
}

/// A folder whose files are one pack.
fn folder(path: &Path) -> Case {
    let mut files: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let sections = files.iter().map(|file| {
        let text = std::fs::read_to_string(file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        Section { lines: text.split_terminator('\n').map(Line::read).collect(), ..Section::new(&name) }
    });
    Case { title: Line::read(&path.file_name().unwrap().to_string_lossy()), sections: sections.collect() }
}
