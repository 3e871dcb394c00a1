//! How wide a text is, so that it fits its cell; and how it is cut where it does not.

/// Widths of the letters from space to `~` in thousandths of the font size, as in Helvetica and the fonts that share
/// its measures (Arial, Liberation Sans).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The font family of the picture: fonts of the same measures, on each system one.
pub(crate) const FONT: &str = "Helvetica, Arial, 'Liberation Sans', sans-serif";

/// The width of a text at a font size. Letters that the table lacks count as wide ones.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let letter = |letter: char| {
        let place = (letter as usize).checked_sub(32);
        let known = place.and_then(|place| WIDTHS.get(place)).copied();
        f64::from(known.unwrap_or(if letter == '\u{a0}' { 278 } else { 620 }))
    };
    text.chars().map(letter).sum::<f64>() * size / 1000.0
}

/// The text, cut with an ellipsis where it is wider than allowed.
pub(super) fn fit(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.iter().collect::<String>().trim_end_matches([' ', ',', ':']));
        if width(&cut, size) <= most {
            return if kept.is_empty() { String::new() } else { cut };
        }
    }
    String::new()
}

/// The text on as few lines as it needs, at most so many; the last one is cut where that is not enough.
pub(super) fn lines(text: &str, size: f64, most: f64, count: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if lines_fit(line, word, size, most) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > count {
        let rest = lines.split_off(count.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| fit(line, size, most)).collect()
}

fn lines_fit(line: &str, word: &str, size: f64, most: f64) -> bool {
    width(&format!("{line} {word}"), size) <= most
}

/// Text that is safe between tags and in attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{escape, fit, lines, width};

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        let cut = fit("Wireless Broadband Subscriptions", 12.0, 100.0);
        assert!(cut.ends_with('…') && width(&cut, 12.0) <= 100.0, "{cut}");
        assert_eq!(fit("Noise", 12.0, 100.0), "Noise");
        assert_eq!(fit("Noise", 12.0, 1.0), "");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("Public Space and Nature", 10.0, 70.0, 2), ["Public Space", "and Nature"]);
        assert_eq!(lines("a b c d", 10.0, 1000.0, 2), ["a b c d"]);
    }

    #[test]
    fn texts_cannot_break_out_of_their_place() {
        assert_eq!(escape("<b a=\"1\">&'\u{1}"), "&lt;b a=&quot;1&quot;&gt;&amp;&#39; ");
    }
}
