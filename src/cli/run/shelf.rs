//! Where an analysis finds its cities: folders of the project, and no others.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use indexmap::IndexMap;

use crate::author::analysis::{Read, ReadTogether, Shelf};
use crate::cli::exit::Failure;
use crate::cli::project::{Project, city_folders, load, no_rules};
use crate::cli::together::{Joint, load_all};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, nearest};
use crate::value::Date;
use crate::workspace::{SharedTexts, Workspace, WorldError, default_rules};

/// What was found in the figures of a city, with the texts that it speaks of.
type Found = (Vec<Diagnostic>, Sources);

/// What was found in figures.
#[derive(Debug, Clone, Default)]
pub(super) struct Told(Arc<Mutex<Vec<Found>>>);

impl Told {
    /// All of it, once.
    pub fn take(&self) -> Vec<Found> {
        self.0.lock().map(|mut told| std::mem::take(&mut *told)).unwrap_or_default()
    }
}

/// The folders of a project.
pub(super) struct Folders {
    /// The project: what lies outside of it is not read.
    root: PathBuf,
    /// The rules that are used where a script names no others.
    rules: Vec<PathBuf>,
    /// What was read so far, by the folder of rules that a script names.
    workspaces: IndexMap<Option<String>, Workspace>,
    told: Told,
    counter: Arc<AtomicUsize>,
}

impl Folders {
    /// The project of a script: the folder that holds `rules`, seen from the current folder or from the script; where
    /// rules are named on the command line the current folder.
    pub fn new(script: &Path, rules: &[PathBuf], counter: Arc<AtomicUsize>) -> Result<Self, Failure> {
        let beside = script.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (root, rules) = match rules {
            [] => {
                let found = default_rules(Some(beside)).ok_or_else(|| Failure::Usage(no_rules(Some(beside))))?;
                (found.parent().map(Path::to_owned).unwrap_or_default(), vec![found])
            }
            named => (PathBuf::new(), named.to_vec()),
        };
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        let root = root.canonicalize().map_err(|error| WorldError::system(&root, &error))?;
        Ok(Self { root, rules, workspaces: IndexMap::new(), told: Told::default(), counter })
    }

    /// What will have been found in figures.
    pub fn told(&self) -> Told {
        self.told.clone()
    }

    /// A folder of the project by the name that a script gives it.
    fn inside(&self, name: &str) -> Result<PathBuf, String> {
        let outside =
            || format!("`{name}` lies outside of the project; a script reads cities and rules below its folder only");
        if Path::new(name).is_absolute() {
            return Err(outside());
        }
        let path = self.root.join(name);
        let whole = path.canonicalize().map_err(|_| self.no_folder(name))?;
        let below = whole.strip_prefix(&self.root).map_err(|_| outside())?;
        // Seen from the current folder, as messages show it.
        let here = std::env::current_dir().ok().filter(|here| *here == self.root);
        Ok(if here.is_some() { below.to_owned() } else { whole })
    }

    /// There is no such folder; perhaps one of that name holds a city elsewhere.
    fn no_folder(&self, name: &str) -> String {
        let said = format!("there is no folder `{name}` in the project");
        let below = |folder: &Path| -> Vec<PathBuf> {
            let mut found: Vec<PathBuf> =
                std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            found.sort();
            found
        };
        let mut known: Vec<String> = Vec::new();
        for folder in below(&self.root).iter().filter(|folder| folder.is_dir()) {
            let cities = below(folder).into_iter().filter(|city| city.join("city.kpi").is_file());
            let named =
                |path: &Path| path.strip_prefix(&self.root).ok().map(|path| path.to_string_lossy().into_owned());
            let cities: Vec<String> = cities.filter_map(|city| named(&city)).collect();
            known.extend(named(folder).filter(|_| !cities.is_empty()));
            known.extend(cities);
        }
        let own = known.iter().find(|known| known.rsplit('/').next() == Some(name)).map(String::as_str);
        match own.or_else(|| nearest(name, known.iter().map(String::as_str))) {
            Some(near) => format!("{said}; did you mean `{near}`?"),
            None => said,
        }
    }

    fn workspace(&mut self, rules: Option<&str>) -> Result<&mut Workspace, String> {
        let key = rules.map(str::to_owned);
        if !self.workspaces.contains_key(&key) {
            let folders = match rules {
                Some(name) => vec![self.inside(name)?],
                None => self.rules.clone(),
            };
            let opened = Workspace::open(&folders).map_err(|error| error.to_string())?.without_tests();
            self.workspaces.insert(key.clone(), opened);
        }
        self.workspaces.get_mut(&key).ok_or_else(|| "the rules were not read".to_owned())
    }
}

impl Shelf for Folders {
    fn folders(&mut self, folder: &str) -> Result<Vec<String>, String> {
        let path = self.inside(folder)?;
        let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path };
        let found = city_folders(&path).map_err(|failure| failure.message())?;
        let folder = folder.trim_end_matches('/');
        if let [own] = found.as_slice()
            && *own == path
        {
            return Ok(vec![folder.to_owned()]);
        }
        let names = found.iter().filter_map(|path| path.file_name());
        Ok(names.map(|own| format!("{folder}/{}", own.to_string_lossy())).collect())
    }

    fn read(&mut self, folder: &str, rules: Option<&str>, on: Option<Date>) -> Result<Read, String> {
        let path = self.inside(folder)?;
        let workspace = self.workspace(rules)?;
        let city = workspace.city(&path).map_err(|error| error.to_string())?;
        workspace.gather(&city.value.uses, &city.value.place().on(on)).map_err(|error| error.to_string())?;
        Ok(Read { library: workspace.library().clone(), city: city.value, findings: city.findings })
    }

    fn together(&mut self, folder: &str, rules: Option<&str>, on: Option<Date>) -> Result<ReadTogether, String> {
        let path = self.inside(folder)?;
        let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path };
        let workspace = self.workspace(rules)?;
        let failed = |failure: Failure| failure.message();
        let joint = match load_all(workspace, &path, (on, None)).map_err(failed)? {
            Some(joint) => joint,
            None => {
                let Project { book, data, findings, broken } = load(workspace, &path, on).map_err(failed)?;
                let city = workspace.city(&path).map_err(|error| error.to_string())?;
                let cities = if broken { Vec::new() } else { vec![data] };
                Joint { book, cities, texts: SharedTexts::Folders(vec![city.value]), findings, broken }
            }
        };
        let cities = if joint.broken { Vec::new() } else { joint.cities };
        let library = workspace.library().clone();
        Ok(ReadTogether { book: joint.book, cities, texts: joint.texts, findings: joint.findings, library })
    }

    fn tell(&mut self, findings: Vec<Diagnostic>, sources: &Sources) {
        let errors: Vec<Diagnostic> =
            findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        if let (false, Ok(mut told)) = (errors.is_empty(), self.told.0.lock()) {
            told.push((errors, sources.clone()));
        }
    }

    fn step(&mut self, _: &str) {
        self.counter.fetch_add(1, Ordering::Relaxed);
    }
}
