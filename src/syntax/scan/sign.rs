//! Signs outside texts that are no ASCII: letters that look alike, special blanks, curly quotes, typeset operators.

use super::reader::{Last, Reader};
use super::text::curly_finding;
use crate::diagnostic::Diagnostic;

impl Reader<'_> {
    /// A sign that is no ASCII.
    pub(super) fn sign(&mut self) {
        let start = self.at;
        let Some(sign) = self.slice(start..self.end).chars().next() else {
            self.at += 1;
            return;
        };
        let end = start + sign.len_utf8();
        match sign {
            '“' | '”' | '„' | '‟' | '«' | '»' => self.curly_text(start, end),
            '‘' | '’' => {
                self.findings.push(curly_finding(self.span(start, end), "\""));
                self.token(end, Last::Closed);
            }
            _ if is_blank(sign) => self.special_blank(start, end),
            '²' | '³' => self.raised(start, end, sign),
            'µ' | 'μ' => self.micro(start, end),
            '€' | '£' | '¥' => self.currency(start, end, sign),
            _ => match operator(sign) {
                Some(right) => {
                    self.foreign_operator(start, end, right);
                    self.token(end, Last::Open);
                }
                None if sign.is_alphanumeric() && self.foreign_word(start) => {}
                None => self.strange(start, end, sign),
            },
        }
    }

    /// A text between curly quotes is read as a text.
    fn curly_text(&mut self, start: usize, inside: usize) {
        let rest = self.slice(inside..self.end);
        let stop = rest.find(['“', '”', '»', '«', '"', '\n']).unwrap_or(rest.len());
        let closer = rest.get(stop..).and_then(|tail| tail.chars().next()).filter(|sign| *sign != '\n');
        let close = inside + stop;
        let end = close + closer.map_or(0, char::len_utf8);
        let content = rest.get(..stop).unwrap_or("");
        let span = self.span(start, end);
        self.findings.push(
            Diagnostic::error("syntax::quote::curly", span, "quotes of a word processor around a text")
                .here("curly quotes")
                .help("type straight quotes: `\"…\"`")
                .fix(span, format!("\"{content}\"")),
        );
        self.blank(start..inside);
        self.replace(inside - 1, inside, "\"");
        if closer.is_some() {
            self.replace(close, end, "\"");
        }
        self.token(end, Last::Closed);
    }

    fn special_blank(&mut self, start: usize, end: usize) {
        self.blank(start..end);
        self.at = end;
        if start == 0 && self.slice(start..end) == "\u{feff}" {
            self.line_start = end;
            return;
        }
        let digit = |at: Option<u8>| at.is_some_and(|byte| byte.is_ascii_digit());
        let span = self.span(start, end);
        let finding = if start > 0 && digit(self.byte(start - 1)) && digit(self.byte(end)) {
            self.replace(start, end, "_");
            Diagnostic::error("syntax::space::special", span, "a special blank inside a number")
                .help("group digits with `_`: `100_000`")
                .fix(span, "_")
        } else {
            Diagnostic::error("syntax::space::special", span, "a special blank, as word processors and web pages use")
                .help("type a plain blank")
                .fix(span, " ")
        };
        if self.bytes.get(start) == Some(&0xEF) || self.slice(start..end) == "\u{200b}" {
            self.findings.push(finding.here("can not be seen"));
        } else {
            self.findings.push(finding.here("looks like a blank"));
        }
    }

    /// `m²`
    fn raised(&mut self, start: usize, end: usize, sign: char) {
        let digit = if sign == '²' { "2" } else { "3" };
        let span = self.span(start, end);
        self.findings.push(
            Diagnostic::error("syntax::letter::lookalike", span, format!("`{sign}` is written {digit} here"))
                .here("raised digit")
                .help(format!("write units as `m{digit}`, powers as `x ^ {digit}`"))
                .fix(span, digit),
        );
        self.replace(start, end, digit);
        self.token(end, Last::Closed);
    }

    /// `µg`
    fn micro(&mut self, start: usize, end: usize) {
        let span = self.span(start, end);
        self.findings.push(
            Diagnostic::error("syntax::letter::lookalike", span, "`µ` is written u here")
                .here("Greek letter")
                .help("write `ug` for micrograms")
                .fix(span, "u"),
        );
        self.blank(start..end);
        self.replace(end - 1, end, "u");
        self.token(end, Last::Closed);
    }

    fn currency(&mut self, start: usize, end: usize, sign: char) {
        let code = match sign {
            '€' => "EUR",
            '£' => "GBP",
            _ => "JPY",
        };
        let span = self.span(start, end);
        self.findings.push(
            Diagnostic::error("syntax::letter::foreign", span, format!("`{sign}` is no unit"))
                .here("a currency has a code")
                .help(format!("write the code after the number: `100 {code}`")),
        );
        self.token(end, Last::Closed);
    }

    fn strange(&mut self, start: usize, end: usize, sign: char) {
        let span = self.span(start, end);
        self.findings.push(
            Diagnostic::error("syntax::letter::foreign", span, format!("the sign `{sign}` has no meaning here"))
                .here("only texts may hold it")
                .help("take it out, or put the words around it in quotes"),
        );
        self.token(end, Last::Closed);
    }

    /// A word with letters that are no ASCII; false if the sign after the ASCII part is no letter.
    pub(super) fn foreign_word(&mut self, start: usize) -> bool {
        let rest = self.slice(start..self.end);
        let letter = |sign: char| sign == '_' || (sign.is_alphanumeric() && !matches!(sign, '²' | '³' | 'µ'));
        let length = rest.find(|sign| !letter(sign)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or("");
        if word.is_ascii() {
            return false;
        }
        let end = start + length;
        let span = self.span(start, end);
        let plain: String = word.chars().map(plain_letter).collect();
        if plain.is_ascii() {
            let odd: Vec<String> =
                word.chars().filter(|sign| !sign.is_ascii()).map(|sign| format!("U+{:04X}", u32::from(sign))).collect();
            self.findings.push(
                Diagnostic::error(
                    "syntax::letter::lookalike",
                    span,
                    format!("`{word}` holds letters of another script that only look alike"),
                )
                .here(odd.join(", "))
                .help(format!("type `{plain}` in Latin letters"))
                .fix(span, plain.clone()),
            );
            self.replace(start, end, &plain);
        } else {
            self.findings.push(
                Diagnostic::error("syntax::letter::foreign", span, format!("`{word}` is no name: names are ASCII"))
                    .here("letters outside a to z")
                    .help("write the name with a to z, 0 to 9 and `_`; titles and texts may be in any script"),
            );
        }
        self.token(end, Last::Closed);
        true
    }
}

fn is_blank(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}')
}

fn operator(sign: char) -> Option<&'static str> {
    Some(match sign {
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '×' | '·' | '⋅' => "*",
        '÷' => "/",
        '−' | '–' | '—' => "-",
        '→' | '⇒' => "=>",
        _ => return None,
    })
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn plain_letter(sign: char) -> char {
    match sign {
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' => 'C',
        'ԁ' => 'd',
        'е' => 'e',
        'Е' | 'Ε' => 'E',
        'һ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ι' => 'i',
        'І' | 'Ι' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'ո' => 'n',
        'о' | 'ο' | 'σ' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'υ' | 'ս' => 'u',
        'ν' | 'ѵ' => 'v',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' | 'γ' => 'y',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        other => other,
    }
}
