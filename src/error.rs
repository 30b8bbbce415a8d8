//! The one error type: what went wrong, where, and what to do about it.
//!
//! **In:** anything that cannot be used: a file, an argument, a row, a model. **Out:** [`Error`], which prints as
//! *what · where · what to do*. **Layer:** 0.
//!
//! The type is opaque: callers ask [`Error::is_input`] and its sisters instead of matching on variants, so that new
//! causes can be told apart later without breaking anybody. Bad *writing* is never an error; it is a
//! [`Finding`](crate::domain::Finding).
//!
//! ```
//! use sothat::Error;
//! let error = Error::input("the row has no text").at("plans.jsonl, line 3").hint("give every row a \"text\"");
//! assert_eq!(error.to_string(), "the row has no text · plans.jsonl, line 3 · give every row a \"text\"");
//! ```

use std::fmt;

/// What went wrong, where, and what to do about it.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    what: String,
    place: Option<String>,
    hint: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Input,
    Model,
    Io,
}

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    fn new(kind: Kind, what: impl Into<String>) -> Self {
        Error(Box::new(Inner { kind, what: what.into(), place: None, hint: None, source: None }))
    }

    /// Arguments or input that cannot be used.
    pub fn input(what: impl Into<String>) -> Self {
        Self::new(Kind::Input, what)
    }

    /// A model that is missing, altered or does not fit this program.
    pub fn model(what: impl Into<String>) -> Self {
        Self::new(Kind::Model, what)
    }

    /// A file that cannot be read or written.
    pub fn io(what: impl Into<String>) -> Self {
        Self::new(Kind::Io, what)
    }

    /// Adds where it went wrong: a file, a line, a field. A wider place goes before a narrower one that is there already.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.0.place = Some(match self.0.place.take() {
            Some(inner) => format!("{place}, {inner}"),
            None => place.to_string(),
        });
        self
    }

    /// Adds what the person can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Adds the error underneath, whose text is printed after ours.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// True if arguments or input cannot be used.
    pub fn is_input(&self) -> bool {
        self.0.kind == Kind::Input
    }

    /// True if a model is missing, altered or unfit.
    pub fn is_model(&self) -> bool {
        self.0.kind == Kind::Model
    }

    /// True if a file could not be read or written.
    pub fn is_io(&self) -> bool {
        self.0.kind == Kind::Io
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.what)?;
        if let Some(source) = &self.0.source {
            write!(f, ": {source}")?;
        }
        if let Some(place) = &self.0.place {
            write!(f, " · {place}")?;
        }
        if let Some(hint) = &self.0.hint {
            write!(f, " · {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| source.as_ref() as &(dyn std::error::Error + 'static))
    }
}
