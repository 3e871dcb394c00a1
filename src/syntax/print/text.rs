//! Texts: in single quotes where they fit, else in triple ones with their words on several lines.

/// The text in single quotes; nothing where it holds what they cannot.
pub(super) fn short(text: &str) -> Option<String> {
    (!text.contains(['"', '\n'])).then(|| format!("\"{text}\""))
}

/// The text on one line if it has no paragraph breaks, in triple quotes where it holds quotes.
pub(super) fn inline(text: &str) -> String {
    short(text).unwrap_or_else(|| {
        let room = if text.ends_with('"') { " " } else { "" };
        format!("\"\"\"{}{room}\"\"\"", text.replace("\n\n", "\n\n  "))
    })
}

/// Whether triple quotes leave the text as it is: they trim its ends.
pub(super) fn may_wrap(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains('\r')
}

/// The text in lines of that width; a paragraph break is an empty line. Lines end only where one blank stands outside
/// of holes, so that reading joins them to the same text.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, paragraph) in text.split("\n\n").enumerate() {
        if place > 0 {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in words(paragraph) {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// The stretches between single blanks, holes in one piece.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut depth = 0_i32;
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '{' => depth += 1,
            '}' => depth = (depth - 1).max(0),
            ' ' if depth == 0 && !before.is_whitespace() => {
                let single = signs.peek().is_some_and(|(_, next)| !next.is_whitespace());
                if single {
                    words.push(text.get(from..at).unwrap_or_default());
                    from = at + 1;
                }
            }
            _ => {}
        }
        before = sign;
    }
    words.push(text.get(from..).unwrap_or_default());
    words
}
