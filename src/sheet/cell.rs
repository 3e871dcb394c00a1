//! Cells as numbers, quantities and names.

use std::borrow::Cow;

use super::row::{RowUnit, place_of};
use crate::cells::{Marks, NotNumber, read_number};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Piece;
use crate::syntax::tree::{Expr, ExprKind, Name, Path};

/// A cell that cannot be read; what is wrong has been said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken;

/// What was read, or that it cannot be.
pub(super) type Read<T> = Result<T, Broken>;

/// A cell that is a number, with decimal point or decimal comma; nothing where it is something else.
pub(super) fn number(piece: Piece<'_>, marks: Marks) -> Option<Result<Expr, Diagnostic>> {
    let span = place_of(piece);
    match read_number(piece.text, marks) {
        Ok(read) => Some(Ok(literal(read.value, span))),
        Err(NotNumber::Words) => None,
        Err(NotNumber::Ambiguous { decimal, grouped }) => {
            let message = format!("`{}` can be {decimal} and {grouped}", piece.text);
            let finding = Diagnostic::error("sheet::cell::number", span, message);
            Some(Err(finding.help(format!("write `{decimal}` or `{grouped}`"))))
        }
        Err(NotNumber::Groups) => {
            let message = format!("the digits of `{}` are not in groups of three", piece.text);
            let finding = Diagnostic::error("sheet::cell::number", span, message);
            Some(Err(finding.help("write the number without signs between its digits")))
        }
        Err(NotNumber::TooLarge) => {
            let finding = Diagnostic::error("sheet::cell::number", span, "this number is too large");
            Some(Err(finding.help("take a larger unit")))
        }
    }
}

/// A number as the parser would have read it: one below 0 is negated.
fn literal(value: f64, span: Span) -> Expr {
    let plain = Expr { span, kind: ExprKind::Quantity { number: value.abs(), unit: None } };
    if value < 0.0 { Expr { span, kind: ExprKind::Negate(Box::new(plain)) } } else { plain }
}

/// A bare number with the unit of its row; the expression itself where it is something else.
pub(super) fn with_unit(expr: Expr, unit: &RowUnit) -> Result<Expr, Expr> {
    let span = if unit.own { expr.span.to(unit.span) } else { expr.span };
    match expr.kind {
        ExprKind::Quantity { number, unit: None } => {
            Ok(Expr { span, kind: ExprKind::Quantity { number, unit: Some(unit.unit.clone()) } })
        }
        ExprKind::Negate(inner) => match with_unit(*inner, unit) {
            Ok(inner) => Ok(Expr { span, kind: ExprKind::Negate(Box::new(inner)) }),
            Err(inner) => Err(Expr { span: expr.span, kind: ExprKind::Negate(Box::new(inner)) }),
        },
        kind => Err(Expr { span: expr.span, kind }),
    }
}

/// The text with decimal points, where a comma between digits can be nothing else: outside of brackets and quotes.
pub(super) fn decimal_points(text: &str, commas: bool) -> Cow<'_, str> {
    if !commas || !text.contains(',') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let (mut depth, mut quoted) = (0_usize, false);
    let changed = text.char_indices().map(|(at, sign)| {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            ',' if depth == 0 && !quoted && digit(at.checked_sub(1)) && digit(Some(at + 1)) => return '.',
            _ => {}
        }
        sign
    });
    Cow::Owned(changed.collect())
}

/// A name with dots. What is no such name, as a code, is one part.
pub(super) fn path(piece: Piece<'_>) -> Path {
    let span = place_of(piece);
    let dotted = piece.text.split('.').all(is_name);
    if !dotted {
        return Path { parts: vec![Name { text: piece.text.trim_matches('\'').to_owned(), span }], span };
    }
    let mut parts = Vec::new();
    let mut start = piece.offset;
    for part in piece.text.split('.') {
        let span = Span::new(piece.source, start, start + part.len());
        parts.push(Name { text: part.to_owned(), span });
        start += part.len() + 1;
    }
    Path { parts, span }
}

/// Whether a text is a name as rules write it without quotes.
pub(super) fn is_name(text: &str) -> bool {
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    first && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::{decimal_points, is_name};

    #[test]
    fn a_comma_between_digits_is_a_decimal_mark() {
        assert_eq!(decimal_points("at least 4,5 %", true), "at least 4.5 %");
        assert_eq!(decimal_points("max(1,5)", true), "max(1,5)");
        assert_eq!(decimal_points("\"1,5\", 2", true), "\"1,5\", 2");
        assert_eq!(decimal_points("4,5", false), "4,5");
    }

    #[test]
    fn codes_are_no_names() {
        assert!(is_name("air_pollution") && is_name("ConEcFin") && is_name("_x"));
        assert!(!is_name("EC: ICT: 1C") && !is_name("") && !is_name("2G"));
    }
}
