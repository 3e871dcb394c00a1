//! Clauses and texts of the rules as people read them: as they were written, on one line, without what follows them.

use crate::model::formula::{Node, Part, PartOf, Template, TemplatePiece};
use crate::model::rules::{Item, Note, RuleBook};
use crate::source::{Sources, Span};
use crate::syntax::MODIFIER_WORDS;
use crate::syntax::print::print_clause;
use crate::syntax::tree::{Clause, Modifiers};

/// A clause as it is written, or as it would be where a sheet says it, without its modifiers: `target at most 10 %`.
pub(super) fn clause(sources: &Sources, note: &Note) -> String {
    note.worded.as_ref().map_or_else(|| clause_at(sources, note.span), |said| said.clause.clone())
}

/// A clause that stands at a place, on one line, without its modifiers.
pub(super) fn clause_at(sources: &Sources, span: Span) -> String {
    let text = without_comments(sources.text(span));
    let words = text.split_whitespace();
    let mut said: Vec<&str> = Vec::new();
    let (mut quoted, mut depth) = (false, 0_i32);
    for word in words {
        if !said.is_empty() && !quoted && depth == 0 && MODIFIER_WORDS.contains(&word) {
            break;
        }
        for letter in word.chars() {
            match letter {
                '"' => quoted = !quoted,
                '(' | '[' | '{' if !quoted => depth += 1,
                ')' | ']' | '}' if !quoted => depth -= 1,
                _ => {}
            }
        }
        said.push(word);
    }
    said.join(" ")
}

/// The same of a clause of the tree, be it of a text or of a sheet.
pub(super) fn clause_of(sources: &Sources, clause: &Clause) -> String {
    let of_sheet = sources.get(clause.span.source).is_some_and(|file| file.name.ends_with(".csv"));
    if !of_sheet {
        return clause_at(sources, clause.span);
    }
    print_clause(&Clause { modifiers: Modifiers::default(), ..clause.clone() })
}

/// A stretch of the rules on one line, without comments.
pub(super) fn plain_text(sources: &Sources, span: Span) -> String {
    without_comments(sources.text(span)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a clause says after its first word: `at most 10 %` of `target at most 10 %`.
pub(super) fn after_word(sources: &Sources, note: &Note, word: &str) -> String {
    behind(clause(sources, note), word)
}

/// The same of a clause that stands at a place.
pub(super) fn after_word_at(sources: &Sources, span: Span, word: &str) -> String {
    behind(clause_at(sources, span), word)
}

fn behind(text: String, word: &str) -> String {
    text.strip_prefix(word).map_or(text.clone(), |rest| rest.trim_start().to_owned())
}

/// A text without what stands behind a `#` outside of quotes.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut quoted, mut comment) = (false, false);
    for letter in text.chars() {
        match letter {
            '\n' => comment = false,
            '"' if !comment => quoted = !quoted,
            '#' if !quoted => comment = true,
            _ => {}
        }
        if !comment {
            kept.push(letter);
        }
    }
    kept
}

/// The condition of a clause as it is written; nothing where it has none.
pub(super) fn condition(sources: &Sources, note: &Note) -> Option<String> {
    match &note.worded {
        Some(said) => said.when.clone(),
        None => condition_at(sources, note.span),
    }
}

fn condition_at(sources: &Sources, span: Span) -> Option<String> {
    let text = without_comments(sources.text(span));
    let mut words = text.split_whitespace().skip(1).skip_while(|word| *word != "when").skip(1);
    let first = words.next()?;
    let rest = words.take_while(|word| !MODIFIER_WORDS.contains(word) && !word.starts_with('"') && *word != "{");
    Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" "))
}

/// Basis, evidence, reason and source of a clause in one line.
pub(super) fn authority(note: &Note) -> String {
    let basis = note.basis.as_ref().map(|basis| format!("basis {}", basis.replace('_', " ")));
    let evidence = note.evidence.as_deref().filter(|evidence| *evidence != "seen").map(str::to_owned);
    let because = note.because.as_ref().map(|because| format!("because {because}"));
    let source = note.source.as_ref().map(|source| format!("source: {source}"));
    [basis, evidence, because, source].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Basis, evidence, reason and source of a clause, each alone.
pub(super) fn authority_parts(note: &Note) -> [String; 4] {
    let evidence = note.evidence.clone().unwrap_or_else(|| "seen".to_owned());
    [
        note.basis.clone().unwrap_or_default(),
        evidence,
        note.because.clone().unwrap_or_default(),
        note.source.clone().unwrap_or_default(),
    ]
}

/// The file and line of a place: `rules/u4ssc/water.kpi:12`.
pub(super) fn place(sources: &Sources, span: Span) -> String {
    let place = sources.place(span);
    if place.line == 0 { String::new() } else { format!("{}:{}", place.file, place.line) }
}

/// The pack of a rank, and the file and line of a place.
pub(super) fn origin(book: &RuleBook, sources: &Sources, note: &Note) -> String {
    let pack = book.packs.get(note.layer as usize).map_or("", |pack| pack.name.as_str());
    match (pack, place(sources, note.span)) {
        (pack, place) if place.is_empty() => pack.to_owned(),
        ("", place) => place,
        (pack, place) => format!("{pack}, {place}"),
    }
}

/// A text with its holes shown as holes.
pub(super) fn template(book: &RuleBook, text: &Template) -> String {
    let pieces = text.pieces.iter().map(|piece| match piece {
        TemplatePiece::Text(text) => text.to_string(),
        TemplatePiece::Hole(Node::Item(id), _) => format!("{{{}}}", book.item_name(*id)),
        TemplatePiece::Hole(Node::Part(PartOf::Item(id), part), _) => {
            format!("{{{}.{}}}", book.item_name(*id), word(*part))
        }
        TemplatePiece::Hole(Node::Part(PartOf::Member | PartOf::Own, part), _) => format!("{{{}}}", word(*part)),
        TemplatePiece::Hole(..) => "{…}".to_owned(),
    });
    pieces.collect()
}

/// The title of an item; its name where it has none.
pub(super) fn title(book: &RuleBook, item: &Item) -> String {
    let title = template(book, &item.title);
    if title.is_empty() { item.name.rsplit('.').next().unwrap_or(&item.name).replace('_', " ") } else { title }
}

/// The word of a part.
pub(super) fn word(part: Part) -> &'static str {
    match part {
        Part::Value => "value",
        Part::Target => "target",
        Part::Start => "start",
        Part::Score => "score",
        Part::Band => "band",
        Part::Points => "points",
        Part::Status => "status",
        Part::Quality => "quality",
        Part::Title => "title",
        Part::Met => "met",
        Part::Coverage => "coverage",
        Part::Required => "required",
        Part::Progress => "progress",
        Part::Arrival => "arrival",
        Part::Budget => "budget",
    }
}

#[cfg(test)]
mod tests {
    use super::{clause_at, condition_at};
    use crate::source::{Sources, Span};

    fn span(sources: &mut Sources, text: &str) -> Span {
        Span::new(sources.add("a.kpi", text), 0, text.len())
    }

    #[test]
    fn a_clause_ends_before_its_modifiers() {
        let mut sources = Sources::new();
        let span = span(&mut sources, "target at most 10 %  # low\n   basis judgement  source \"A, p. 3\"");
        assert_eq!(clause_at(&sources, span), "target at most 10 %");
    }

    #[test]
    fn what_stands_in_brackets_is_no_modifier() {
        let mut sources = Sources::new();
        let span = span(&mut sources, "value mean(loss over 5 years) / 2  evidence inferred");
        assert_eq!(clause_at(&sources, span), "value mean(loss over 5 years) / 2");
    }

    #[test]
    fn the_condition_stands_after_when() {
        let mut sources = Sources::new();
        let span = span(&mut sources, "target at most 9 min when terrain = hilly and size > 3 basis law");
        assert_eq!(condition_at(&sources, span).as_deref(), Some("terrain = hilly and size > 3"));
    }
}
