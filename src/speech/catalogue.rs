//! The messages of one language, read from a Fluent file, and how a message is put together.
//!
//! Fluent's own parser reads the file. Messages, terms, variables, texts in quotes, and selections by a word, a number or
//! a plural category are understood; attributes and functions are not used here.

use std::ops::Range;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;
use indexmap::IndexMap;

use super::Filled;

/// Messages that name each other deeper than this go in a circle.
const DEEPEST: usize = 8;

/// The messages of one file.
#[derive(Debug, Clone, Default)]
pub(super) struct Catalogue {
    messages: IndexMap<String, Pattern<String>>,
}

/// What cannot be read in a file: where, and what the parser says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub what: String,
}

impl Catalogue {
    /// Reads a file. What cannot be read is left out and told.
    pub fn read(text: &str) -> (Self, Vec<Slip>) {
        let (resource, slips) = match parser::parse_runtime(text.to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => {
                let slip =
                    |error: &parser::ParserError| Slip { range: error.pos.clone(), what: error.kind.to_string() };
                (resource, errors.iter().map(slip).collect())
            }
        };
        let mut messages = IndexMap::with_capacity(resource.body.len());
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    if let Some(value) = message.value {
                        messages.insert(message.id.name, value);
                    }
                }
                Entry::Term(term) => {
                    messages.insert(format!("-{}", term.id.name), term.value);
                }
                _ => {}
            }
        }
        (Self { messages }, slips)
    }

    /// Takes over the messages of another file; where both have one, that of the other holds.
    pub fn extend(&mut self, other: Self) {
        self.messages.extend(other.messages);
    }

    /// The keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    /// Whether a message is there.
    pub fn has(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    /// A message with its places filled; nothing if it is not there.
    pub fn say(&self, key: &str, filled: &[(&str, Filled)]) -> Option<String> {
        let pattern = self.messages.get(key)?;
        let mut out = String::new();
        self.write(pattern, filled, &mut out, 0);
        Some(out)
    }

    fn write(&self, pattern: &Pattern<String>, filled: &[(&str, Filled)], out: &mut String, depth: usize) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => out.push_str(value),
                PatternElement::Placeable { expression } => self.place(expression, filled, out, depth),
            }
        }
    }

    fn place(&self, expression: &Expression<String>, filled: &[(&str, Filled)], out: &mut String, depth: usize) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, filled, out, depth),
            Expression::Select { selector, variants } => {
                let by = match selector {
                    InlineExpression::VariableReference { id } => find(filled, &id.name),
                    _ => None,
                };
                if let Some(variant) = choose(variants, by) {
                    self.write(&variant.value, filled, out, depth);
                }
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<String>, filled: &[(&str, Filled)], out: &mut String, depth: usize) {
        let named = match inline {
            InlineExpression::StringLiteral { value } => return out.push_str(&unescape_unicode_to_string(value)),
            InlineExpression::NumberLiteral { value } => return out.push_str(value),
            InlineExpression::VariableReference { id } => {
                return match find(filled, &id.name) {
                    Some(value) => out.push_str(&value.text),
                    None => out.push_str(&format!("{{${}}}", id.name)),
                };
            }
            InlineExpression::Placeable { expression } => return self.place(expression, filled, out, depth),
            InlineExpression::MessageReference { id, .. } => id.name.clone(),
            InlineExpression::TermReference { id, .. } => format!("-{}", id.name),
            InlineExpression::FunctionReference { arguments, .. } => {
                return arguments.positional.iter().for_each(|argument| self.inline(argument, filled, out, depth));
            }
        };
        match self.messages.get(&named).filter(|_| depth < DEEPEST) {
            Some(pattern) => self.write(pattern, filled, out, depth + 1),
            None => out.push_str(&named),
        }
    }
}

fn find<'f>(filled: &'f [(&str, Filled)], name: &str) -> Option<&'f Filled> {
    filled.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// The variant that fits: one with the text itself, else one with its plural category, else the one marked with `*`.
fn choose<'v>(variants: &'v [Variant<String>], by: Option<&Filled>) -> Option<&'v Variant<String>> {
    let fits = |wanted: &str| {
        variants.iter().find(|variant| match &variant.key {
            VariantKey::Identifier { name } => name == wanted,
            VariantKey::NumberLiteral { value } => value == wanted,
        })
    };
    let exact = by.and_then(|by| fits(&by.text));
    let plural = || by.and_then(|by| fits(by.category?));
    exact.or_else(plural).or_else(|| variants.iter().find(|variant| variant.default))
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Filled};

    fn said(text: &str, count: &str, category: &'static str) -> String {
        let (catalogue, slips) = Catalogue::read(text);
        assert_eq!(slips, []);
        let filled = Filled { text: count.to_owned(), category: Some(category) };
        catalogue.say("key", &[("n", filled)]).unwrap()
    }

    #[test]
    fn a_message_chooses_by_number_and_by_plural() {
        let text = "key = { $n ->\n    [0] none\n    [one] { $n } point\n   *[other] { $n } points\n}\n";
        assert_eq!(said(text, "0", "other"), "none");
        assert_eq!(said(text, "1", "one"), "1 point");
        assert_eq!(said(text, "7", "other"), "7 points");
    }

    #[test]
    fn messages_name_each_other_and_end_in_a_circle() {
        assert_eq!(said("key = { -term } and { other }\n-term = A\nother = B\n", "", "other"), "A and B");
        assert!(said("key = x{ key }\n", "", "other").len() < 20);
        assert_eq!(said("key = a{\"\\u00A0\"}b { $m }\n", "", "other"), "a\u{a0}b {$m}");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let (catalogue, slips) = Catalogue::read("good = yes\nbad = { $n -> }\nalso = fine\n");
        assert!(catalogue.has("good") && catalogue.has("also") && !catalogue.has("bad"));
        assert_eq!(slips.len(), 1);
    }
}
