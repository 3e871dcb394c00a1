//! A quick look at a file before it is scanned: does it hold anything that is wanted?

/// Whether a file holds nothing but comments and blocks that nobody wants, told by how their heads begin. Whatever is not
/// plain to see is taken as wanted.
pub(in super::super) fn holds_nothing(text: &str, wants: impl Fn(&str) -> bool) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0_usize, 0_usize);
    // On the line of a head; a head whose block has not begun.
    let (mut in_head, mut waits) = (false, false);
    while let Some(byte) = bytes.get(at) {
        let length = match byte {
            b' ' | b'\t' | b'\r' => Some(1),
            b'\n' => {
                in_head = false;
                Some(1)
            }
            b'#' => Some(until(bytes, at, b"\n").unwrap_or(bytes.len() - at)),
            b'{' if depth > 0 || waits => {
                depth += 1;
                waits = false;
                Some(1)
            }
            b'}' if depth > 0 => {
                depth -= 1;
                in_head = false;
                Some(1)
            }
            byte if depth == 0 && !in_head => {
                (in_head, waits) = (true, true);
                let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
                (byte.is_ascii_alphabetic() && !wants(line)).then_some(1)
            }
            b'"' => quoted(bytes, at),
            b'{' | b'}' => None,
            byte => byte.is_ascii().then_some(1),
        };
        let Some(length) = length else { return false };
        at += length;
    }
    depth == 0
}

/// The length of the text that begins here; nothing where it has no end.
fn quoted(bytes: &[u8], at: usize) -> Option<usize> {
    let long = bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\"\"\""));
    let quotes: &[u8] = if long { b"\"\"\"" } else { b"\"" };
    let length = until(bytes, at + quotes.len(), quotes)? + 2 * quotes.len();
    let inside = bytes.get(at..at + length).unwrap_or_default();
    (long || !inside.contains(&b'\n')).then_some(length)
}

/// How far some signs are from a place.
fn until(bytes: &[u8], from: usize, signs: &[u8]) -> Option<usize> {
    let first = *signs.first()?;
    let rest = bytes.get(from..)?;
    let mut at = 0;
    loop {
        at += rest.get(at..)?.iter().position(|byte| *byte == first)?;
        if rest.get(at..).is_some_and(|rest| rest.starts_with(signs)) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::holds_nothing;

    fn skips(text: &str) -> bool {
        holds_nothing(text, |head| !head.starts_with("test ") && !head.starts_with("translate nb"))
    }

    #[test]
    fn blocks_that_nobody_wants_are_passed_over() {
        assert!(skips(""));
        assert!(skips("# kpi a { }\n"));
        assert!(skips(
            "test \"a } {\" {\n  expect a # }\n}\r\ntranslate nb {\n  text \"\"\"é\n}\"\"\" \"é\"\n}\ntest \"b\"\n{ }\n"
        ));
    }

    #[test]
    fn whatever_else_there_is_makes_the_file_wanted() {
        for more in ["kpi a { }", "  kpi a { }", "{ }", "}", "é", "\"a\"", "translate nn { }", "; kpi a { }"] {
            assert!(!skips(&format!("test \"a\" {{ }}\n{more}\n")), "{more}");
        }
        for broken in
            ["test \"a\" { ", "test \"a { }\n", "test \"\"\"a\" { }", "test \"a\" { é }", "test \"a\" { } kpi b { }"]
        {
            assert!(!skips(broken), "{broken}");
        }
    }
}
