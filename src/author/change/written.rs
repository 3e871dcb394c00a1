//! Clauses as they are written, and when two texts say the same.

use sha2::{Digest, Sha256};

use crate::author::wording::{clause_at as text_of, clause_of, plain_text};
use crate::source::{Sources, Span};
use crate::syntax::print::{Style, print_item};
use crate::syntax::tree::{Clause, ClauseKind, Expr, Item, ItemKind, Joining, Modifiers, Script, Text, WrittenDate};

/// A clause as written, with what follows it, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Written {
    /// What it says, on one line, without what follows it: `target at most 10 %`.
    pub text: String,
    /// The pack that it stands in.
    pub pack: String,
    /// The file that it stands in.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// The first day on which it holds, as written.
    pub from: Option<String>,
    /// The last day on which it holds, as written.
    pub until: Option<String>,
    /// The condition under which it holds.
    pub when: Option<String>,
    /// The reason that it gives.
    pub because: Option<String>,
    /// Its source.
    pub source: Option<String>,
    /// What it rests on.
    pub basis: Option<String>,
    /// How sure its author is; nothing means read at its source.
    pub evidence: Option<String>,
    /// The clauses that it says to go over.
    pub over: Vec<String>,
    #[serde(skip)]
    pub(super) name: Option<String>,
}

impl Written {
    /// `rules/u4ssc/water.kpi:12`
    #[must_use]
    pub fn place(&self) -> String {
        if self.line == 0 { self.file.clone() } else { format!("{}:{}", self.file, self.line) }
    }

    /// What it says and when it holds: `target at most 10 % when terrain = hilly from 2021`.
    #[must_use]
    pub fn in_full(&self) -> String {
        let follows = [("when", &self.when), ("from", &self.from), ("until", &self.until)];
        let mut text = self.text.clone();
        for (word, what) in follows {
            if let Some(what) = what {
                text += &format!(" {word} {what}");
            }
        }
        text
    }

    /// Whether both say the same, of the same pack, with the same authority.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.says(other) && self.authority() == other.authority() && self.pack == other.pack
    }

    /// Whether both say the same for the same time and under the same condition.
    pub(super) fn says(&self, other: &Self) -> bool {
        canonical(&self.text) == canonical(&other.text) && self.holds_when(other) && self.over == other.over
    }

    /// Whether both hold at the same time, under the same condition.
    pub(super) fn holds_when(&self, other: &Self) -> bool {
        let condition = |written: &Self| written.when.as_deref().map(canonical);
        (&self.from, &self.until, &self.name) == (&other.from, &other.until, &other.name)
            && condition(self) == condition(other)
    }

    fn authority(&self) -> [Option<&str>; 4] {
        [self.because.as_deref(), self.source.as_deref(), self.basis.as_deref(), self.evidence.as_deref()]
    }
}

/// A clause as written; what its block says for all its clauses is said here too.
pub(super) fn written(sources: &Sources, pack: &str, clause: &Clause, head: &Modifiers) -> Written {
    let mut modifiers = clause.modifiers.clone();
    modifiers.inherit(head);
    let text = match &clause.kind {
        ClauseKind::Item(inner) => head_text(sources, inner),
        _ => joined_text(sources, clause),
    };
    of_parts(sources, pack, text, &modifiers, clause.span)
}

/// A clause on one line, with `also` or `only` before it.
fn joined_text(sources: &Sources, clause: &Clause) -> String {
    let lead = match clause.modifiers.joining {
        Joining::Usual => return clause_of(sources, clause),
        Joining::Also => "also",
        Joining::Only => "only",
    };
    let own = Span { start: clause.word.start, ..clause.span };
    format!("{lead} {}", text_of(sources, own))
}

/// The head of a block as written.
pub(super) fn written_head(sources: &Sources, pack: &str, item: &Item) -> Written {
    let span = item.names.first().map_or(item.word, |titled| titled.name.span);
    of_parts(sources, pack, head_text(sources, item), &item.modifiers, span)
}

fn of_parts(sources: &Sources, pack: &str, text: String, modifiers: &Modifiers, span: Span) -> Written {
    let place = sources.place(span);
    let text = text.replace("\"\"\" ", "\"").replace(" \"\"\"", "\"").replace("\"\"\"", "\"");
    let condition = |expr: &Option<Expr>| expr.as_ref().map(|expr| plain_text(sources, expr.span));
    let text_in = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
    Written {
        text,
        pack: pack.to_owned(),
        file: place.file.to_owned(),
        line: place.line,
        from: modifiers.from.map(date),
        until: modifiers.until.map(date),
        when: condition(&modifiers.when),
        because: text_in(&modifiers.because),
        source: text_in(&modifiers.source),
        basis: modifiers.basis.as_ref().map(|name| name.text.clone()),
        evidence: modifiers.evidence.as_ref().map(|name| name.text.clone()).filter(|word| word != "seen"),
        over: modifiers.over.iter().map(|name| name.text.clone()).collect(),
        name: modifiers.name.as_ref().map(|name| name.text.clone()),
    }
}

/// A date as it is written.
pub(super) fn date(date: WrittenDate) -> String {
    let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("-{part:02}"));
    format!("{}{}{}", date.year, part(date.month), part(date.day))
}

/// The head of a block on one line, without its modifiers and its clauses.
fn head_text(sources: &Sources, item: &Item) -> String {
    let written = head_as_written(sources, item);
    match item.kind.script() {
        None => written,
        Some(Script { file: Some(_), text, .. }) => {
            let text = text.as_ref().map_or("", |text| text.text.as_ref());
            format!("{written} (sha256 {})", fingerprint(text))
        }
        Some(_) => {
            let bare = Item { clauses: Vec::new(), modifiers: Modifiers::default(), ..item.clone() };
            print_item(&bare, Style::PLAIN).split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// The first signs of the hash of a script.
fn fingerprint(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn head_as_written(sources: &Sources, item: &Item) -> String {
    let text = sources.text(item.span);
    let mut quoted = false;
    let end = text.char_indices().find(|(_, letter)| {
        quoted ^= *letter == '"';
        *letter == '{' && !quoted
    });
    let end = end.map_or(text.len(), |(at, _)| at);
    let start = item.span.start as usize;
    text_of(sources, Span::new(item.span.source, start, start + end))
}

/// What the head of a block says apart from names and titles: what a scale divides, what a table looks at.
pub(super) fn head_says(sources: &Sources, item: &Item) -> String {
    match item.kind {
        ItemKind::Pack
        | ItemKind::Input
        | ItemKind::Kpi
        | ItemKind::Points
        | ItemKind::Parameter
        | ItemKind::Resource => String::new(),
        _ => canonical(&without_texts(&head_text(sources, item))),
    }
}

/// The titles in the head of a block.
pub(super) fn titles(item: &Item) -> Vec<Option<&str>> {
    item.names.iter().map(|titled| titled.title.as_ref().map(|text| text.text.as_str())).collect()
}

fn without_texts(text: &str) -> String {
    text.split('"').step_by(2).collect::<Vec<_>>().join(" ")
}

/// A text in the one form that tells whether two say the same: no space that means nothing, no `_` in numbers.
pub(super) fn canonical(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut quoted = false;
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = kept.chars().next_back();
        let after = letters.get(at + 1).copied();
        quoted ^= *letter == '"';
        let joins = |beside: Option<char>| beside.is_some_and(|beside| beside.is_alphanumeric() || beside == '_');
        let drop = match letter {
            _ if quoted => letter.is_whitespace() && before.is_some_and(char::is_whitespace),
            '_' => before.is_some_and(|b| b.is_ascii_digit()) && after.is_some_and(|a| a.is_ascii_digit()),
            letter if letter.is_whitespace() => !(joins(before) && joins(after)),
            _ => false,
        };
        if !drop {
            kept.push(*letter);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn spaces_and_digit_groups_say_nothing() {
        assert_eq!(canonical("target at most  10 %"), canonical("target at most 10%"));
        assert_eq!(canonical("value (a+b) / 100_000"), canonical("value ( a + b )/100000"));
        assert_ne!(canonical("when a b"), canonical("when ab"));
        assert_ne!(canonical("about \"a b\""), canonical("about \"ab\""));
    }
}
