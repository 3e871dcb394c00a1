//! Files are written whole or not at all: first all under other names, then each gets its own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::WorldError;

/// Writes all files into a folder, which is made if it is not there.
///
/// # Errors
/// A file cannot be written; then none was changed, unless giving them their names failed half way.
pub(super) fn write_all(folder: &Path, files: &[(impl AsRef<str>, String)]) -> Result<(), WorldError> {
    let mut written = Written(Vec::new());
    for (name, text) in files {
        let place = folder.join(name.as_ref());
        let failed = |error: std::io::Error| WorldError::system(&place, &error);
        fs::create_dir_all(place.parent().unwrap_or(folder)).map_err(failed)?;
        if place.is_dir() {
            return Err(WorldError::new(&place, "a folder of that name stands in the way"));
        }
        let own = place.file_name().map(|own| own.to_string_lossy().into_owned()).unwrap_or_default();
        let draft = place.with_file_name(format!(".{own}.{}.part", std::process::id()));
        written.0.push(draft.clone());
        fs::write(&draft, text).map_err(failed)?;
    }
    for ((name, _), draft) in files.iter().zip(&written.0) {
        let place = folder.join(name.as_ref());
        fs::rename(draft, &place).map_err(|error| WorldError::system(&place, &error))?;
    }
    Ok(())
}

/// Writes one file, whole or not at all.
///
/// # Errors
/// It cannot be written; then nothing was changed.
pub(super) fn write_file(file: &Path, text: String) -> Result<(), WorldError> {
    let Some(name) = file.file_name() else { return Err(WorldError::new(file, "this is no name of a file")) };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write_all(folder, &[(name.to_string_lossy(), text)])
}

/// Drafts, which are taken away again however the writing ends.
struct Written(Vec<PathBuf>);

impl Drop for Written {
    fn drop(&mut self) {
        for draft in &self.0 {
            // After success they are gone already.
            let _ = fs::remove_file(draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write_all;
    use std::fs;

    #[test]
    fn all_or_none() {
        let folder = std::env::temp_dir().join(format!("yardstick-output-{}", std::process::id()));
        write_all(&folder, &[("a.txt", "old".to_owned())]).unwrap();
        let bad = [("a.txt", "new".to_owned()), ("b\0.txt", "b".to_owned())];
        assert!(write_all(&folder, &bad).is_err());
        assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), "old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
