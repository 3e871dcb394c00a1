//! A unit from a line of text, such as the unit column of a data sheet.

use super::expression::{UnitExpr, UnitFactor};
use super::problem::UnitProblem;

/// Reads `FTE per 100_000 inhabitants`. Places in the result are bytes of `text`. An empty text is the unit `number`.
///
/// # Errors
///
/// When a word stands where it cannot, or one is missing.
pub fn read_unit(text: &str) -> Result<UnitExpr, UnitProblem> {
    let mut words = words(text).peekable();
    let mut factors = Vec::new();
    while words.peek().is_some() {
        factors.push(read_factor(&mut words, text)?);
    }
    Ok(UnitExpr { factors })
}

/// A word and where it starts.
type Word<'a> = (usize, &'a str);

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut from = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = from;
        let gap = text.get(start + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        from = start + word.len() + gap;
        (!word.is_empty()).then_some((start, word))
    })
}

fn read_factor<'a>(
    words: &mut std::iter::Peekable<impl Iterator<Item = Word<'a>>>,
    text: &str,
) -> Result<UnitFactor, UnitProblem> {
    let end = || unreadable((text.len(), ""), "write the name of a unit at the end");
    let per = words.next_if(|(_, word)| *word == "per").is_some();
    let number = words.peek().and_then(|(_, word)| read_number(word));
    if number.is_some() {
        words.next();
    }
    let (start, name) = words.next().ok_or_else(end)?;
    expect_name((start, name))?;
    let mut substance = None;
    if words.next_if(|(_, word)| *word == "of").is_some() {
        let word = words.next().ok_or_else(|| unreadable((text.len(), ""), "name the substance, as in `t of CO2e`"))?;
        expect_name(word)?;
        substance = Some(word.1.to_owned());
    }
    let at = span(start, name);
    Ok(UnitFactor { per, number: number.unwrap_or(1.0), name: name.to_owned(), substance, at })
}

fn read_number(word: &str) -> Option<f64> {
    let plain = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_' || byte == b'.');
    let starts = word.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    (plain && starts).then(|| word.replace('_', "").parse().ok()).flatten()
}

fn expect_name(word: Word<'_>) -> Result<(), UnitProblem> {
    let name = word.1;
    if name.contains('/') {
        return Err(unreadable(word, &format!("write `{}`", name.replace('/', " per "))));
    }
    if matches!(name, "per" | "of") {
        return Err(unreadable(word, "write the name of a unit here"));
    }
    let letters = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let starts = name.chars().next().is_some_and(char::is_alphabetic);
    if name == "%" || (letters && starts) {
        return Ok(());
    }
    Err(unreadable(word, "write names of units with `per` between them, as in `L per day per inhabitant`"))
}

fn unreadable((start, part): Word<'_>, advice: &str) -> UnitProblem {
    UnitProblem::Unreadable { part: part.to_owned(), at: span(start, part), advice: advice.to_owned() }
}

fn span(start: usize, part: &str) -> (u32, u32) {
    let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    (clip(start), clip(start + part.len()))
}

#[cfg(test)]
mod tests {
    use super::read_unit;

    #[test]
    fn what_is_printed_reads_back() {
        for text in
            ["FTE per 100_000 inhabitants", "t of CO2e per year", "L per day per inhabitant", "%", "h per 800 km"]
        {
            assert_eq!(read_unit(text).unwrap().to_string(), text);
        }
        assert!(read_unit("  ").unwrap().factors.is_empty());
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "  L\u{a0}per  day";
        let unit = read_unit(text).unwrap();
        let under: Vec<&str> = unit.factors.iter().map(|f| &text[f.at.0 as usize..f.at.1 as usize]).collect();
        assert_eq!(under, ["L", "day"]);
    }

    #[test]
    fn slips_say_what_to_write() {
        for (text, help) in [
            ("kWh/year", "write `kWh per year`"),
            ("L per", "write the name of a unit at the end"),
            ("t of", "name the substance, as in `t of CO2e`"),
            ("per per year", "write the name of a unit here"),
        ] {
            assert_eq!(read_unit(text).unwrap_err().help().unwrap(), help);
        }
    }
}
