//! From a statement to the word pieces that the network reads.
//!
//! **In:** a [`Statement`]. **Out:** token ids; on request which words they belong to. **Layer:** 2.
//!
//! The tokenizer is the one that the weights were trained with (lower-casing WordPiece), run by Hugging Face's
//! `tokenizers`. Typographic quotation marks and dashes are made plain first, because Word turns straight ones into
//! them and the same draft should get the same verdict. A heading stands before the statement, with the separating mark
//! between them, as sentence pairs do in BERT's own training.

use crate::domain::{Span, Statement};
use crate::error::{Error, Result};
use crate::text::{clip, gap};
use tokenizers::Tokenizer;

/// The word pieces of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pieces {
    /// Ids, the marks at the beginning and the end included; never empty.
    pub ids: Vec<u32>,
    /// True if the text went on beyond what the network reads.
    pub truncated: bool,
}

/// A word of the text and the place of its first piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Where the word stands in the text.
    pub span: Span,
    /// Place of its first piece among the ids of the statement.
    pub first: usize,
}

/// Pieces of a heading that are read, at most.
const HEADING: usize = 16;

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

    /// The id of a piece or mark; `None` if the vocabulary has none such.
    #[cfg(feature = "train")]
    pub(crate) fn id(&self, piece: &str) -> Option<u32> {
        self.tokenizer.token_to_id(piece)
    }

    /// The pieces of one statement.
    ///
    /// # Errors
    /// If the tokenizer refuses the text, which it does for none that is known.
    pub(crate) fn cut(&self, statement: Statement<'_>) -> Result<Pieces> {
        let clipped = clip(statement.text);
        let encoding = self.tokenizer.encode_fast(plainly(clipped), true).map_err(refused)?;
        let (mut pieces, _) = self.under(statement.heading, encoding.get_ids())?;
        pieces.truncated |= clipped.len() < statement.text.len();
        Ok(pieces)
    }

    /// The pieces of one statement and the words that the network reads of it.
    ///
    /// # Errors
    /// As [`Pieceworker::cut`].
    pub(crate) fn words(&self, statement: Statement<'_>) -> Result<(Pieces, Vec<Whole>)> {
        let clipped = clip(statement.text);
        let encoding = self.tokenizer.encode_char_offsets(plainly(clipped), true).map_err(refused)?;
        let moved = moved(clipped);
        let (mut pieces, shift) = self.under(statement.heading, encoding.get_ids())?;
        pieces.truncated |= clipped.len() < statement.text.len();
        let mut words: Vec<(u32, Whole)> = Vec::new();
        for (at, (word, &(start, end))) in encoding.get_word_ids().iter().zip(encoding.get_offsets()).enumerate() {
            let (start, end) = (placed(&moved, start), placed(&moved, end));
            match (word, words.last_mut()) {
                (Some(word), Some((last, whole))) if last == word => whole.span.end = end,
                (Some(word), _) if at + shift + 1 < pieces.ids.len() => {
                    words.push((*word, Whole { span: Span { start, end }, first: at + shift }));
                }
                _ => {}
            }
        }
        Ok((pieces, words.into_iter().map(|(_, whole)| whole).collect()))
    }

    /// The ids of a text under its heading, cut at the limit, and by how many places the heading moved them.
    fn under(&self, heading: Option<&str>, text: &[u32]) -> Result<(Pieces, usize)> {
        let mut ids = Vec::with_capacity(text.len());
        let mut shift = 0;
        if let Some(heading) = heading.filter(|heading| !heading.trim().is_empty()) {
            let encoding = self.tokenizer.encode_fast(plainly(clip(heading)), true).map_err(refused)?;
            let all = encoding.get_ids();
            ids.extend_from_slice(&all[..all.len().min(HEADING + 1).min(all.len() - 1)]);
            ids.push(all[all.len() - 1]);
            shift = ids.len() - 1;
        }
        ids.extend_from_slice(if shift > 0 { &text[1..] } else { text });
        let truncated = ids.len() > self.limit;
        if truncated {
            let end = ids[ids.len() - 1];
            ids.truncate(self.limit);
            ids[self.limit - 1] = end;
        }
        Ok((Pieces { ids, truncated }, shift))
    }
}

fn refused(error: tokenizers::Error) -> Error {
    Error::model("the text cannot be cut into word pieces").because(error)
}

/// What is read in the place of a gap.
const MASK: &str = "[MASK]";

/// The text with typographic characters made plain, one for one, and its gaps masked.
fn plainly(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for gap in gap::gaps(text) {
        plain.extend(text[from..gap.start].chars().map(made_plain));
        plain.push_str(MASK);
        from = gap.end;
    }
    plain.extend(text[from..].chars().map(made_plain));
    plain
}

/// Where the gaps of a text end as it is read and as it is written, in characters.
fn moved(text: &str) -> Vec<(usize, usize)> {
    let (mut from, mut read, mut written) = (0, 0, 0);
    let ends = gap::gaps(text).map(|gap| {
        let before = text[from..gap.start].chars().count();
        read += before + MASK.len();
        written += before + text[gap.clone()].chars().count();
        from = gap.end;
        (read, written)
    });
    ends.collect()
}

/// The place in the text as it is written of a place in it as it is read that is not inside a gap.
fn placed(moved: &[(usize, usize)], at: usize) -> usize {
    match moved.iter().rev().find(|(read, _)| *read <= at) {
        Some((read, written)) => at - read + written,
        None => at,
    }
}

/// The plain form of a typographic character.
fn made_plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '‑' | '−' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieceworker() -> Pieceworker {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models/sothat-minilm/tokenizer.json");
        Pieceworker::new(&std::fs::read(path).unwrap(), 256).unwrap()
    }

    #[test]
    fn words_are_found_where_they_stand_and_their_first_pieces_are_theirs() {
        let pieceworker = pieceworker();
        let text = "Zoë’s 1:1 — hydrotherapy";
        let (pieces, words) = pieceworker.words(text.into()).unwrap();
        let found: Vec<&str> = words.iter().map(|word| word.span.slice(text)).collect();
        assert_eq!(found, ["Zoë", "’", "s", "1", ":", "1", "—", "hydrotherapy"]);
        assert_eq!(pieces, pieceworker.cut(text.into()).unwrap());
        let colon = pieceworker.cut(":".into()).unwrap().ids[1];
        assert_eq!(pieces.ids[words[4].first], colon);
    }

    #[test]
    fn a_gap_is_read_as_one_masked_word_and_stands_where_it_is_written() {
        let pieceworker = pieceworker();
        let text = "By [by when?], I can “swim” [how often? – or how far?] alone";
        let (pieces, words) = pieceworker.words(text.into()).unwrap();
        let found: Vec<&str> = words.iter().map(|word| word.span.slice(text)).collect();
        let gaps = ["[by when?]", "[how often? – or how far?]"];
        assert_eq!(found, ["By", gaps[0], ",", "I", "can", "“", "swim", "”", gaps[1], "alone"]);
        let mask = pieceworker.tokenizer.token_to_id(MASK).unwrap();
        assert!([1, 8].iter().all(|&at| pieces.ids[words[at].first] == mask));
        assert_eq!(pieces, pieceworker.cut(text.into()).unwrap());
    }

    #[test]
    fn a_heading_stands_before_the_text_and_moves_no_span() {
        let pieceworker = pieceworker();
        let under = Statement { text: "a laptop", heading: Some("Resources") };
        let (pieces, words) = pieceworker.words(under).unwrap();
        let (bare, alone) = pieceworker.words("a laptop".into()).unwrap();
        let heading = pieceworker.cut("Resources".into()).unwrap();
        assert_eq!(pieces.ids, [heading.ids.as_slice(), &bare.ids[1..]].concat());
        assert_eq!(
            words.iter().map(|word| word.span).collect::<Vec<_>>(),
            alone.iter().map(|w| w.span).collect::<Vec<_>>()
        );
        assert_eq!(pieces.ids[words[1].first], bare.ids[alone[1].first]);
        assert_eq!(pieceworker.cut(Statement { heading: Some(" "), ..under }).unwrap(), bare);
    }

    #[test]
    fn a_text_too_long_is_cut_and_says_so_and_so_is_a_heading() {
        let pieceworker = pieceworker();
        let (pieces, words) = pieceworker.words("word ".repeat(400).as_str().into()).unwrap();
        assert!(pieces.truncated);
        assert_eq!((pieces.ids.len(), words.len()), (256, 254));
        let heading = "word ".repeat(40);
        let pieces = pieceworker.cut(Statement { text: "a laptop", heading: Some(&heading) }).unwrap();
        assert_eq!((pieces.ids.len(), pieces.truncated), (1 + HEADING + 1 + 2 + 1, false));
    }
}
