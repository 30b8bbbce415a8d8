//! Opens what rows are read from, and refuses what cannot be rows.
//!
//! **In:** a path, or `-` for standard input. **Out:** bytes in UTF-8, without byte-order mark. **Layer:** 5.
//!
//! A spreadsheet saved as "Unicode text" is UTF-16, a plan is a Word file: reading either as lines would give thousands
//! of broken rows. Both show in the first bytes, so they are told apart there, with what to do instead.

use crate::error::{Error, Result};
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where rows come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A reader that can be handed to another thread.
pub type Reader = Box<dyn BufRead + Send>;

impl Source {
    /// `-` stands for standard input, everything else for a file.
    pub fn new(argument: impl Into<PathBuf>) -> Self {
        let path = argument.into();
        if path.as_os_str() == "-" { Source::Stdin } else { Source::File(path) }
    }

    /// True for what can be read only once: standard input, a named pipe, a terminal, anything under `/dev` such as
    /// `/dev/stdin` or what a shell puts in place of `<(…)`.
    pub fn is_piped(&self) -> bool {
        let Some(path) = self.path() else { return true };
        let special = path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
        special || path.starts_with("/dev")
    }

    /// The path, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Source::Stdin => None,
            Source::File(path) => Some(path),
        }
    }

    /// The ending of the file name in lower case, without the dot.
    pub fn extension(&self) -> Option<String> {
        Some(self.path()?.extension()?.to_string_lossy().to_lowercase())
    }

    /// Opens it, past a byte-order mark if there is one. `read` counts the bytes taken from it.
    ///
    /// # Errors
    /// If it cannot be opened, or its first bytes show that it is UTF-16, a Word or Excel file or a PDF.
    pub fn open(&self, read: &Arc<AtomicU64>) -> Result<Reader> {
        let raw: Box<dyn Read + Send> = match self {
            Source::Stdin => Box::new(io::stdin()),
            Source::File(path) => Box::new(self.file(path)?),
        };
        let mut reader = BufReader::with_capacity(1 << 16, Counted { raw, read: Arc::clone(read) });
        let start = reader.fill_buf().map_err(|cause| self.unreadable(cause))?;
        self.refuse(start)?;
        if start.starts_with(&[0xEF, 0xBB, 0xBF]) {
            reader.consume(3);
        }
        Ok(Box::new(reader))
    }

    /// An error for bytes that could not be read.
    pub(super) fn unreadable(&self, cause: io::Error) -> Error {
        Error::io("the input cannot be read").because(cause).at(self)
    }

    fn file(&self, path: &Path) -> Result<File> {
        let file = File::open(path).map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => Error::input("there is no such file").at(self).hint(
                "check the spelling and the folder; to give a draft itself instead of a file, use sothat suggest",
            ),
            io::ErrorKind::PermissionDenied => {
                Error::input("the file may not be read").at(self).hint("ask its owner for permission, or copy it")
            }
            _ => self.unreadable(cause),
        })?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(Error::input("this is a folder").at(self).hint("name the files inside it"));
        }
        Ok(file)
    }

    fn refuse(&self, start: &[u8]) -> Result<()> {
        if start.starts_with(b"PK\x03\x04") || start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(Error::input("this is a Word or Excel file, not rows of text")
                .at(self)
                .hint("save it as plain text (one statement a line) or as \"CSV UTF-8\""));
        }
        if start.starts_with(b"%PDF-") {
            return Err(Error::input("this is a PDF, not rows of text")
                .at(self)
                .hint("copy the statements into a text file, one a line"));
        }
        if looks_like_utf16(start) {
            return Err(Error::input("the text is in UTF-16").at(self).hint(
                "save it as UTF-8: in Excel choose \"CSV UTF-8\", in Notepad choose UTF-8 under Save as, Encoding",
            ));
        }
        Ok(())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Stdin => f.write_str("standard input"),
            Source::File(path) => path.display().fmt(f),
        }
    }
}

/// Every other byte of English in UTF-16 is NUL; in UTF-8 a NUL is a rare accident.
fn looks_like_utf16(start: &[u8]) -> bool {
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let start = &start[..start.len().min(4096)];
    let pairs = start.len() / 2;
    let nul_at = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nul_at(0), nul_at(1));
    pairs >= 4 && (even * 10 > pairs * 7 && odd * 10 < pairs || odd * 10 > pairs * 7 && even * 10 < pairs)
}

struct Counted {
    raw: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_its_mark() {
        assert!(looks_like_utf16(&utf16("\u{FEFF}text,label")));
        assert!(looks_like_utf16(&utf16("5 hours of TA support")));
    }

    #[test]
    fn a_stray_nul_is_not_utf_16() {
        assert!(!looks_like_utf16("5 hours\0of TA support".as_bytes()));
        assert!(!looks_like_utf16(b""));
    }
}
