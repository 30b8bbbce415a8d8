//! Reads rows ahead on a thread of its own and hands them out in batches.
//!
//! **In:** sources. **Out:** batches of [`Entry`]s in order. **Layer:** 5.
//!
//! A model is quickest on hundreds of rows at once, but a program that sends one line and waits for the answer must not
//! be kept waiting for a batch to fill. So a batch holds what has arrived by the time the last one is done: one row for
//! a slow sender, hundreds for a file. The thread also reads while the model is loaded.

use super::rows::{Entry, Options, Rows};
use super::source::Source;
use crate::error::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Rows that wait at most: enough for several batches, a few megabytes.
const AHEAD: usize = 2048;

/// Rows on their way.
pub struct Feed {
    receiver: Receiver<Result<Entry>>,
    read: Arc<AtomicU64>,
    patient: bool,
    failed: Option<Error>,
}

impl Feed {
    /// Begins to read the sources, one after the other.
    ///
    /// # Errors
    /// If a file cannot be opened or lacks the column: before any row is handed out. What is piped can be opened only
    /// once, so its errors come when its turn has come.
    pub fn start(sources: Vec<Source>, options: Options) -> Result<Feed> {
        if sources.iter().filter(|source| **source == Source::Stdin).count() > 1 {
            return Err(Error::input("standard input is named twice").at("-").hint("it can be read only once"));
        }
        for source in sources.iter().filter(|source| !source.is_piped()) {
            Rows::open(source, &options, &Arc::default())?;
        }
        let read = Arc::new(AtomicU64::new(0));
        let patient = !sources.iter().any(Source::is_piped);
        let (sender, receiver) = sync_channel(AHEAD);
        let counter = Arc::clone(&read);
        thread::spawn(move || read_all(&sources, &options, &counter, &sender));
        Ok(Feed { receiver, read, patient, failed: None })
    }

    /// The next rows, `limit` at most; `None` after the last.
    ///
    /// # Errors
    /// If the reading had to end; the rows before that have been handed out.
    pub fn batch(&mut self, limit: usize) -> Result<Option<Vec<Entry>>> {
        let mut batch = Vec::new();
        while batch.len() < limit && self.failed.is_none() {
            let next = if batch.is_empty() || self.patient {
                self.receiver.recv().ok()
            } else {
                self.receiver.try_recv().ok()
            };
            match next {
                Some(Ok(entry)) => batch.push(entry),
                Some(Err(error)) => self.failed = Some(error),
                None => break,
            }
        }
        match self.failed.take() {
            Some(error) if batch.is_empty() => Err(error),
            failed => {
                self.failed = failed;
                Ok((!batch.is_empty()).then_some(batch))
            }
        }
    }

    /// Passes over the next `count` rows, fewer if there are not so many.
    ///
    /// # Errors
    /// If the reading has to end.
    pub fn skip(&mut self, count: usize) -> Result<()> {
        for _ in 0..count {
            match self.receiver.recv() {
                Ok(entry) => drop(entry?),
                Err(_) => break,
            }
        }
        Ok(())
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

fn read_all(sources: &[Source], options: &Options, read: &Arc<AtomicU64>, sender: &SyncSender<Result<Entry>>) {
    let mut number = 0;
    for source in sources {
        let mut rows = match Rows::open(source, options, read) {
            Ok(rows) => rows.numbered_after(number),
            Err(error) => {
                let _receiver_gone = sender.send(Err(error));
                return;
            }
        };
        for entry in rows.by_ref() {
            let last = entry.is_err();
            if sender.send(entry).is_err() || last {
                return;
            }
        }
        number = rows.number();
    }
}
