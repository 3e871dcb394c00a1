//! Lines of an explanation: a word on the left, what is to be said on the right, folded to the width.

/// How far the right side is set in.
const INDENT: usize = 12;

/// A text that grows line by line.
#[derive(Debug)]
pub(in crate::author) struct Lines {
    text: String,
    width: usize,
}

impl Lines {
    pub fn new(width: usize) -> Self {
        Self { text: String::new(), width: width.max(40) }
    }

    /// A line from the left edge.
    pub fn head(&mut self, text: &str) {
        self.folded("", 0, text);
    }

    /// A line of its own, with an empty line before it.
    pub fn section(&mut self, text: &str) {
        self.text.push('\n');
        self.head(text);
    }

    /// A word on the left, and what is said of it. Nothing where there is nothing to say.
    pub fn field(&mut self, word: &str, text: &str) {
        if !text.trim().is_empty() {
            let word = format!("{word:<width$}", width = INDENT - 1);
            self.folded(&(word + " "), INDENT, text);
        }
    }

    /// Something more to the field above.
    pub fn more(&mut self, text: &str) {
        self.deeper(0, text);
    }

    /// Something more, set in further.
    pub fn deeper(&mut self, depth: usize, text: &str) {
        if !text.trim().is_empty() {
            let lead = INDENT + 2 * depth;
            self.folded(&" ".repeat(lead), lead + 2, text);
        }
    }

    /// Lines as they stand, set in.
    pub fn verbatim(&mut self, text: &str) {
        for line in text.lines() {
            self.push(&format!("    {line}"));
        }
    }

    /// A remark under a line, set in.
    pub fn note(&mut self, text: &str) {
        self.folded("  (", 3, &format!("{text})"));
    }

    /// A line as it stands.
    pub fn line(&mut self, text: &str) {
        self.push(text);
    }

    /// How much was written.
    pub fn count(&self) -> usize {
        self.text.len()
    }

    pub fn finish(self) -> String {
        self.text
    }

    fn folded(&mut self, lead: &str, hang: usize, text: &str) {
        let mut line = lead.to_owned();
        let mut used = lead.chars().count();
        let mut fresh = true;
        // A no-break space keeps a figure and its unit together.
        for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
            let long = word.chars().count();
            if !fresh && used + 1 + long > self.width {
                self.push(&line);
                line = " ".repeat(hang);
                used = hang;
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += long;
            fresh = false;
        }
        self.push(&line);
    }

    fn push(&mut self, line: &str) {
        self.text += line.trim_end_matches(' ');
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn long_lines_hang() {
        let mut lines = Lines::new(40);
        lines.field("target", "at most 10 % by a source with many words in it");
        lines.field("start", "");
        assert_eq!(lines.finish(), "target      at most 10 % by a source\n            with many words in it\n");
    }
}
