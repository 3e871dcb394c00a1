//! Bytes of a file as text, or why they are none.

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Why bytes are no text, with what can be shown of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecodable {
    /// What is wrong.
    slip: Slip,
    /// The first byte that is wrong, counted from 0.
    pub offset: usize,
    /// What can be read of the file. Keep this as the source text, so that the finding can underline it.
    pub text: String,
    /// Where the slip stands in `text`.
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// A byte that UTF-8 does not allow there.
    Byte(u8),
    /// A byte 0: no text file, or UTF-16 without its mark.
    Zero,
    /// UTF-16 with half a letter in it.
    HalfLetter,
    /// A spreadsheet program's own file.
    Workbook,
}

impl Undecodable {
    /// The finding, once the text has been given a name.
    #[must_use]
    pub fn finding(&self, source: SourceId) -> Diagnostic {
        let width = self.text.get(self.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span::new(source, self.at, self.at + width);
        let cure = "save the file as `CSV UTF-8`";
        let (code, message) = match self.slip {
            Slip::Byte(byte) => {
                let letter =
                    if byte >= 0xa0 { format!("; in Latin-1 it is `{}`", char::from(byte)) } else { String::new() };
                ("data::file::encoding", format!("byte {} (0x{byte:02X}) is not UTF-8{letter}", self.offset))
            }
            Slip::Zero => ("data::file::not_text", format!("byte {} is 0, which no text has", self.offset)),
            Slip::HalfLetter => ("data::file::encoding", format!("the UTF-16 text is broken at byte {}", self.offset)),
            Slip::Workbook => ("data::file::not_text", "this is a workbook, not a text file".to_owned()),
        };
        Diagnostic::error(code, span, message).here("the text can be read up to here").help(cure)
    }
}

/// The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one. The mark is left out, and an old
/// line end (a carriage return alone) becomes a new one.
///
/// # Errors
///
/// When the bytes are no such text.
pub fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return Err(Undecodable { slip: Slip::Workbook, offset: 0, text: String::new(), at: 0 });
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => narrow(rest, 3)?,
        _ => narrow(bytes, 0)?,
    };
    Ok(if text.contains('\r') { with_line_ends(&text) } else { text })
}

fn narrow(bytes: &[u8], skipped: usize) -> Result<String, Undecodable> {
    match std::str::from_utf8(bytes) {
        Ok(text) => without_zeros(text, skipped),
        Err(slip) => {
            let at = slip.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or(0);
            let text = String::from_utf8_lossy(bytes).into_owned();
            Err(Undecodable { slip: Slip::Byte(byte), offset: skipped + at, text, at })
        }
    }
}

fn without_zeros(text: &str, skipped: usize) -> Result<String, Undecodable> {
    match text.find('\0') {
        Some(at) => {
            let shown = text.replace('\0', "\u{fffd}");
            Err(Undecodable { slip: Slip::Zero, offset: skipped + at, text: shown, at })
        }
        None => Ok(text.to_owned()),
    }
}

fn wide(bytes: &[u8], join: impl Fn([u8; 2]) -> u16) -> Result<String, Undecodable> {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| pair.try_into().ok()).map(join);
    let mut text = String::new();
    let mut read = 2;
    for letter in char::decode_utf16(units) {
        match letter {
            Ok('\0') => return Err(half(Slip::Zero, read, text)),
            Ok(letter) => {
                text.push(letter);
                read += 2 * letter.len_utf16();
            }
            Err(_) => return Err(half(Slip::HalfLetter, read, text)),
        }
    }
    if odd { Err(half(Slip::HalfLetter, read, text)) } else { Ok(text) }
}

fn half(slip: Slip, offset: usize, mut text: String) -> Undecodable {
    let at = text.len();
    text.push('\u{fffd}');
    Undecodable { slip, offset, text, at }
}

/// Turns a carriage return that stands alone into a line feed. Nothing moves.
fn with_line_ends(text: &str) -> String {
    let mut letters = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        let alone = letter == '\r' && letters.peek() != Some(&'\n');
        out.push(if alone { '\n' } else { letter });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::source::{SourceId, Sources};

    #[test]
    fn byte_order_marks_are_left_out() {
        assert_eq!(decode(b"\xef\xbb\xbfitem").unwrap(), "item");
        assert_eq!(decode(b"\xff\xfei\0\xe5\0").unwrap(), "i\u{e5}");
        assert_eq!(decode(b"\xfe\xff\0i\x00\xe5").unwrap(), "i\u{e5}");
        assert_eq!(decode(b"").unwrap(), "");
        assert_eq!(decode(b"a\rb\r\nc").unwrap(), "a\nb\r\nc");
    }

    #[test]
    fn latin_1_is_told_by_byte_and_place() {
        let slip = decode(b"item,value\nbl\xe5,1\n").unwrap_err();
        let mut sources = Sources::new();
        let id = sources.add("data.csv", slip.text.clone());
        let finding = slip.finding(id);
        assert_eq!(finding.code, "data::file::encoding");
        assert_eq!(finding.message, "byte 13 (0xE5) is not UTF-8; in Latin-1 it is `\u{e5}`");
        assert_eq!(sources.place(finding.span()).to_string(), "data.csv:2:3");
    }

    #[test]
    fn what_is_no_text_says_so() {
        for (bytes, code) in [
            (&b"PK\x03\x04rest"[..], "data::file::not_text"),
            (b"i\0t\0", "data::file::not_text"),
            (b"\xff\xfei\0x", "data::file::encoding"),
            (b"\xff\xfe\x00\xd8i\0", "data::file::encoding"),
        ] {
            let finding = decode(bytes).unwrap_err().finding(SourceId(0));
            assert_eq!((finding.code, finding.help.as_deref()), (code, Some("save the file as `CSV UTF-8`")));
        }
    }
}
