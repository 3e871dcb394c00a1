//! Lines of a given width.

/// Lines as they are written, one below the other.
pub(super) struct Sheet {
    /// Width in letters.
    pub width: usize,
    colour: bool,
    out: String,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(width: usize, colour: bool) -> Self {
        Self { width, colour, out: String::new() }
    }

    /// Everything written so far.
    pub fn finish(self) -> String {
        self.out
    }

    /// A line as it stands.
    pub fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// An empty line, or a given one.
    pub fn rule(&mut self, text: &str) {
        self.line(text);
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        let dressed = self.paint(text, "1");
        self.line(&dressed);
    }

    /// A text on as many lines as it needs; all but the first are indented by so much more.
    pub fn wrapped(&mut self, text: &str, indent: usize) {
        let lead: usize = text.chars().take_while(|letter| *letter == ' ').count();
        for line in wrap(text.trim_start(), self.width.saturating_sub(lead), indent) {
            self.line(&format!("{}{line}", " ".repeat(lead)));
        }
    }

    /// A text on one line, cut with an ellipsis.
    pub fn cut(&mut self, text: &str) {
        let cut = shorten(text, self.width);
        self.line(&cut);
    }

    /// A text in a colour, where colours are asked for.
    pub fn paint(&self, text: &str, code: &str) -> String {
        if self.colour && !code.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// How many letters a text has.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

/// A text cut to so many letters, with an ellipsis.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if length(text) <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end_matches([' ', ',', ':', ';']))
}

/// A text filled up with spaces to so many letters.
pub(super) fn pad(text: &str, wide: usize) -> String {
    let short = shorten(text, wide);
    let rest = wide.saturating_sub(length(&short));
    format!("{short}{}", " ".repeat(rest))
}

/// A text with spaces before it, so that it ends at so many letters.
pub(super) fn pad_left(text: &str, wide: usize) -> String {
    format!("{}{text}", " ".repeat(wide.saturating_sub(length(text))))
}

/// Two texts at both ends of a line.
pub(super) fn spread(left: &str, right: &str, wide: usize) -> String {
    let rest = wide.saturating_sub(length(left) + length(right)).max(1);
    format!("{left}{}{right}", " ".repeat(rest)).trim_end().to_owned()
}

/// Lines of at most so many letters, broken between words.
fn wrap(text: &str, wide: usize, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let Some(last) = lines.last_mut() else { continue };
        if last.trim().is_empty() {
            last.push_str(word);
        } else if length(last) + 1 + length(word) <= wide {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(format!("{}{word}", " ".repeat(indent)));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{pad, shorten, wrap};

    #[test]
    fn long_texts_are_wrapped_or_cut() {
        assert_eq!(wrap("one two three", 8, 2), ["one two", "  three"]);
        assert_eq!(shorten("Water supply", 7), "Water…");
        assert_eq!(pad("ab", 4), "ab  ");
    }
}
