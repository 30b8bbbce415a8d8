//! Files written whole or not at all.
//!
//! **In:** paths and bytes. **Out:** files. **Layer:** 6.
//!
//! Everything is written aside first and renamed at the end, so that whoever finds a file finds all of it. A file that is
//! there already is left alone unless it may be replaced.

use crate::error::{Error, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes the files, all or none; `force` allows replacing.
///
/// # Errors
/// If one is there already and may not be replaced, or cannot be written.
pub(super) fn save(files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<()> {
    if let Some((there, _)) = files.iter().find(|(path, _)| !force && path.exists()) {
        return Err(Error::input("the file is there already")
            .at(there.display())
            .hint("choose another name, or replace it with --force"));
    }
    let failed = |path: &Path, cause: std::io::Error| {
        Error::io("the file cannot be written")
            .at(path.display())
            .because(cause)
            .hint("choose a folder that you may write to")
    };
    for (path, bytes) in files {
        let write = || -> std::io::Result<()> {
            let mut file = fs::File::create(aside(path))?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        if let Err(cause) = write() {
            files.iter().for_each(|(path, _)| drop(fs::remove_file(aside(path))));
            return Err(failed(path, cause));
        }
    }
    for (path, _) in files {
        fs::rename(aside(path), path).map_err(|cause| failed(path, cause))?;
    }
    Ok(())
}

fn aside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.partial"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sothat-save-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_by_force_and_nothing_is_left_beside_it() {
        let folder = folder("there");
        let path = folder.join("a.txt");
        save(&[(path.clone(), b"one".to_vec())], false).unwrap();
        let both = [(folder.join("b.txt"), b"two".to_vec()), (path.clone(), b"two".to_vec())];
        let error = save(&both, false).unwrap_err().to_string();
        assert!(error.starts_with("the file is there already · ") && error.ends_with("--force"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        save(&both, true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a.txt", "b.txt"]);
    }

    #[test]
    fn a_folder_that_is_not_there_leaves_nothing_behind() {
        let folder = folder("missing");
        let both = [(folder.join("a.txt"), b"x".to_vec()), (folder.join("no/b.txt"), b"x".to_vec())];
        assert!(save(&both, false).unwrap_err().is_io());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }
}
