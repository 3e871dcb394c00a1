//! What a diagnostic code means.

use super::lines::Lines;
use super::name::Unknown;
use crate::diagnostic::{CODES, code};
use crate::source::nearest;

/// The page of a diagnostic code, in lines of a width.
///
/// # Errors
/// There is no such code; the nearest one comes with it.
pub fn explain_code(name: &str, width: usize) -> Result<String, Unknown> {
    let Some(found) = code(name) else {
        let near = nearest(name, CODES.iter().map(|code| code.code)).map(str::to_owned);
        let hint = "every finding shows its code, and `docs/reference/diagnostics.md` lists them all";
        return Err(Unknown { name: name.to_owned(), nearest: near, hint });
    };
    let mut lines = Lines::new(width);
    lines.head(&format!("{}: {}", found.code, found.title));
    lines.section(found.explanation);
    lines.section("Wrong:");
    lines.verbatim(found.wrong);
    lines.section(found.cure);
    Ok(lines.finish())
}
