//! From a text to the word pieces that the network reads.
//!
//! **In:** a text. **Out:** token ids. **Layer:** 2.
//!
//! The tokenizer is the one that the weights were trained with (lower-casing WordPiece), run by Hugging Face's
//! `tokenizers`. Typographic quotation marks and dashes are made plain first, because Word turns straight ones into
//! them and the same draft should get the same verdict.

use crate::error::{Error, Result};
use crate::text::clip;
use tokenizers::Tokenizer;

/// The word pieces of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pieces {
    /// Ids, the marks at the beginning and the end included; never empty.
    pub ids: Vec<u32>,
    /// True if the text went on beyond what the network reads.
    pub truncated: bool,
}

/// Cuts texts into word pieces.
pub(crate) struct Pieceworker {
    tokenizer: Tokenizer,
    limit: usize,
}

impl Pieceworker {
    /// Reads `tokenizer.json`; statements are cut at `limit` tokens.
    ///
    /// # Errors
    /// If the bytes are no tokenizer.
    pub(crate) fn new(json: &[u8], limit: usize) -> Result<Self> {
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(|error| {
            Error::model("the model's tokenizer cannot be read").because(error).hint("install the model again")
        })?;
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(None)
            .map_err(|error| Error::model("the model's tokenizer cannot be set up").because(error))?;
        Ok(Pieceworker { tokenizer, limit })
    }

    /// The pieces of one text.
    ///
    /// # Errors
    /// If the tokenizer refuses the text, which it does for none that is known.
    pub(crate) fn cut(&self, text: &str) -> Result<Pieces> {
        let clipped = clip(text);
        let plain: String = clipped.chars().map(plain).collect();
        let encoding = self
            .tokenizer
            .encode_fast(plain, true)
            .map_err(|error| Error::model("the text cannot be cut into word pieces").because(error))?;
        let mut ids = encoding.get_ids().to_vec();
        let truncated = clipped.len() < text.len() || ids.len() > self.limit;
        if ids.len() > self.limit {
            let end = ids[ids.len() - 1];
            ids.truncate(self.limit);
            ids[self.limit - 1] = end;
        }
        Ok(Pieces { ids, truncated })
    }
}

/// The plain form of a typographic character.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '‑' | '−' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    }
}
