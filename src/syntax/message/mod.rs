//! Slips in the method's words: what the grammar says becomes what a person can type.

mod sample;
mod unknown;
mod wanted;

use pest::Parser;
use pest::error::{Error, InputLocation};
use pest::iterators::Pair;

use super::build::Range;
use super::grammar::{Grammar, Rule};
use super::words::JOINING_WORDS;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span, nearest};
pub(super) use sample::block_name;
pub(super) use unknown::{meant_item, no_block, unknown_clause, unknown_item};
use wanted::{Wanted, join};

/// What is being parsed, for the message.
pub(super) struct Frame<'a> {
    /// The block or thing.
    pub(super) what: &'a str,
    /// Its first word, if it has one.
    pub(super) word: &'a str,
}

/// The finding for a slip in a stretch of a file.
pub(super) fn explain(
    source: SourceId,
    mask: &str,
    range: &Range,
    error: &Error<Rule>,
    frame: &Frame<'_>,
) -> Diagnostic {
    explain_at(source, mask, (range, 0), error, frame)
}

/// The finding for a slip; `offset` is what lies before the masked text.
pub(super) fn explain_at(
    source: SourceId,
    mask: &str,
    (range, offset): (&Range, usize),
    error: &Error<Rule>,
    frame: &Frame<'_>,
) -> Diagnostic {
    let slip = Slip::new(mask, range, error);
    let span = Span::new(source, offset + slip.range.start, offset + slip.range.end);
    let wanted = Wanted::of(error);
    let subject = if frame.word.is_empty() { frame.what.to_owned() } else { format!("`{}`", frame.word) };
    let code = match frame.what {
        HEAD => "syntax::item::broken",
        HOLE => "syntax::hole::broken",
        CELL => "sheet::cell::broken",
        SUPPOSED => "suppose::broken",
        _ => "syntax::clause::broken",
    };
    if let Some(special) = slip.special(code, span, &subject) {
        return special;
    }
    let list = join(&wanted.things);
    let message = match (slip.found.is_empty(), list.is_empty()) {
        (true, true) => format!("{subject} stops too early"),
        (true, false) => format!("{subject} stops where {list} should follow"),
        (false, true) => format!("{subject} can not be read from `{}` on", slip.found),
        (false, false) => format!("{list} should stand here, not `{}`", slip.found),
    };
    let finding = Diagnostic::error(code, span, message);
    let finding = if slip.found.is_empty() { finding.here("ends here") } else { finding.here("not expected here") };
    if let Some((meant, length)) = slip.meant_pair(&wanted) {
        let span = Span::new(source, span.start as usize, span.start as usize + length);
        return finding.help(format!("did you mean `{meant}`?")).fix(span, meant);
    }
    if let Some(meant) = slip.meant(&wanted) {
        return finding.help(format!("did you mean `{meant}`?")).fix(span, meant);
    }
    if wanted.whole {
        return finding.help("what stands before is a whole clause; a clause ends with its line or with `;`");
    }
    finding.maybe_help(sample::example(frame).map(|example| format!("write for example `{example}`")))
}

/// Where the grammar stopped, and what stands there.
struct Slip<'a> {
    /// The token, in the masked text.
    range: Range,
    /// What it says; empty at the end.
    found: &'a str,
    /// What stands before it.
    before: &'a str,
    /// What stands from it on.
    rest: &'a str,
}

impl<'a> Slip<'a> {
    fn new(mask: &'a str, range: &Range, error: &Error<Rule>) -> Self {
        let inner = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let slice = mask.get(range.clone()).unwrap_or("");
        let tail = slice.get(inner..).unwrap_or("");
        let rest = tail.trim_start();
        let start = range.start + inner + (tail.len() - rest.len());
        let length = token_length(rest);
        let found = rest.get(..length).unwrap_or("");
        let before = slice.get(..inner).unwrap_or("").trim_end();
        if found.is_empty() {
            let end = range.start + before.len();
            let last = before.chars().next_back().map_or(0, char::len_utf8);
            return Self { range: end.saturating_sub(last)..end, found, before, rest };
        }
        Self { range: start..start + length, found, before, rest }
    }

    /// The word that was meant by a misspelt one.
    fn meant(&self, wanted: &Wanted) -> Option<&'static str> {
        let word = self.found;
        if JOINING_WORDS.contains(&word) && word != "at" || word == "no" && self.before.is_empty() {
            return None;
        }
        if word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_') {
            return None;
        }
        let meant = nearest(word, wanted.words.iter().copied())?;
        (meant != word).then_some(meant)
    }

    /// The two words that were meant by two of which one is misspelt: `at leat`, `no benchmrk`.
    fn meant_pair(&self, wanted: &Wanted) -> Option<(&'static str, usize)> {
        let mut words = self.rest.split([' ', '\t']).filter(|word| !word.is_empty());
        let (first, second) = (words.next()?, words.next()?);
        let length = self.rest.find(second)? + second.len();
        let written = format!("{first} {second}");
        let pairs = wanted.words.iter().copied().filter(|known| known.contains(' '));
        let meant = nearest(&written, pairs)?;
        (meant != written).then_some((meant, length))
    }

    /// Whether `target` and a quantity is all that stands before.
    fn before_is_bare_bound(&self) -> bool {
        let bound = self.before.strip_prefix("target").unwrap_or("").trim_start();
        bound.starts_with(|sign: char| sign.is_ascii_digit())
    }

    /// Slips that have a message of their own.
    fn special(&self, code: &'static str, span: Span, subject: &str) -> Option<Diagnostic> {
        let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
        let number_before = digit(self.before.chars().next_back()) && digit(self.found.chars().next());
        if number_before && self.found.len() == 3 {
            return Some(
                Diagnostic::error("syntax::number::spaced", span, "a number with blanks between its digits")
                    .here("belongs to the number before it")
                    .help("group digits with `_`: `100_000`"),
            );
        }
        if matches!(self.found, "at" | "above" | "below" | "equals" | "between") && !self.before.ends_with("target") {
            let right = match self.rest.get(..8).unwrap_or(self.rest) {
                "at least" => ">=",
                at if at.starts_with("at most") => "<=",
                at if at.starts_with("above") => ">",
                at if at.starts_with("below") => "<",
                _ => "=",
            };
            return Some(
                Diagnostic::error(code, span, "edges in words stand in targets, bands and expectations only")
                    .here("in a condition")
                    .help(format!("write `{right}` in a condition")),
            );
        }
        let against = [" below ", " above "].iter().any(|word| self.before.contains(word));
        if self.before.starts_with("target") && self.before_is_bare_bound() && !against {
            let bound = self.before.strip_prefix("target").unwrap_or("").trim();
            let mut words = self.rest.split_whitespace().skip(1);
            if let Some(year) =
                words.next().filter(|year| year.len() == 4 && year.bytes().all(|at| at.is_ascii_digit()))
            {
                let help = format!("write `target {bound} below {year}` or `target {bound} above {year}`");
                let message = "a target against an earlier year says on which side of it";
                return Some(Diagnostic::error(code, span, message).here("not expected here").help(help));
            }
            return Some(
                Diagnostic::error(code, span, "a target says which side of it is good")
                    .here("a bound without its side")
                    .help(format!("write `target at least {bound}` or `target at most {bound}`")),
            );
        }
        if self.found == "{" {
            return Some(
                Diagnostic::error(code, span, format!("{subject} can not be read up to its block"))
                    .here("the block opens here"),
            );
        }
        None
    }
}

/// How long the token at the start of a text is.
fn token_length(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    let run = |keep: fn(char) -> bool| rest.find(|sign| !keep(sign)).unwrap_or(rest.len());
    match first {
        '\n' | ';' | '\r' => 0,
        '"' => {
            let line = rest.find('\n').unwrap_or(rest.len());
            rest.get(1..line).and_then(|inside| inside.find('"')).map_or(1, |end| end + 2)
        }
        sign if sign.is_ascii_digit() => run(|sign| sign.is_ascii_digit() || matches!(sign, '_' | '.')),
        sign if sign.is_alphanumeric() || sign == '_' => run(|sign| sign.is_alphanumeric() || sign == '_'),
        '<' | '>' | '=' | '!' | '-' if rest.get(1..2).is_some_and(|next| matches!(next, "=" | ">")) => 2,
        sign => sign.len_utf8(),
    }
}

/// What a frame says of the hole of a text.
pub(super) const HOLE: &str = "this formula";
/// What a frame says of a cell.
pub(super) const CELL: &str = "this cell";
/// What is supposed on the command line.
pub(super) const SUPPOSED: &str = "what is supposed";
/// What a frame says of the head of an item.
pub(super) const HEAD: &str = "the head of this item";

/// What stands before the slip of a head, if that can be parsed: the name is known then, and nothing else is missed.
pub(super) fn sound_part(slice: &str, rule: Rule) -> Option<Pair<'_, Rule>> {
    let error = Grammar::parse(rule, slice).err()?;
    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
    let before = slice.get(..at)?.trim_end();
    Grammar::parse(rule, before).ok()?.next()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::source::SourceId;

    /// Message and help of the only finding for a clause of a KPI.
    fn said(clause: &str) -> (String, String) {
        let parsed = parse(SourceId(0), &format!("kpi a \"A\" {{\n  {clause}\n}}\n"));
        assert_eq!(parsed.findings.len(), 1, "{clause}: {:?}", parsed.findings);
        let finding = &parsed.findings[0];
        (finding.message.clone(), finding.help.clone().unwrap_or_default())
    }

    #[test]
    fn a_misspelt_word_is_recognised() {
        assert_eq!(said("traget at least 95 %").1, "did you mean `target`?");
        assert_eq!(said("target at leat 95 %").1, "did you mean `at least`?");
        assert_eq!(said("start 30 min bassis judgement").1, "did you mean `basis`?");
        assert_eq!(said("no benchmrk").1, "did you mean `no benchmark`?");
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(said("value a +").0, "`value` stops where a value should follow");
        assert_eq!(said("value if a then b").0, "`value` stops where `else` should follow");
        assert_eq!(said("target 95 %").1, "write `target at least 95 %` or `target at most 95 %`");
    }

    #[test]
    fn each_broken_clause_is_told() {
        let text = "kpi a \"A\" {\n  unti %\n  value b c\n  target at least 5 %\n  start\n}\n";
        let parsed = parse(SourceId(0), text);
        assert_eq!(parsed.findings.len(), 3);
        assert_eq!(parsed.value.items[0].clauses.len(), 1);
    }

    #[test]
    fn what_is_not_evaluated_yet_is_no_syntax_error() {
        for text in ["points for each sdg { }\n", "records lines from \"a.csv\" { }\n"] {
            let codes: Vec<&str> = parse(SourceId(0), text).findings.iter().map(|finding| finding.code).collect();
            assert_eq!(codes, ["syntax::item::later"], "{text}");
        }
    }
}
