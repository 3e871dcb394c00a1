//! Every code that a finding can have, with what the pages in `docs/diagnostics/` say about it.
//!
//! A code is `family::slip` or `family::topic::slip`. Related families share a file. A code is never given to another slip.

mod advice;
mod analysis;
mod clause;
mod cohort;
mod data;
mod file;
mod formulas;
mod host;
mod kpi;
mod layer;
mod pack;
mod path;
mod robustness;
mod script;
mod shapes;
mod sheet;
mod suppose;
mod syntax;
mod test;
mod translate;
mod unit;

/// One code, explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code: `family::slip` or `family::topic::slip`.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why it is wrong.
    pub explanation: &'static str,
    /// An example that has the slip.
    pub wrong: &'static str,
    /// How it is put right.
    pub cure: &'static str,
}

const FAMILIES: &[&[Code]] = &[
    advice::CODES,
    analysis::CODES,
    clause::CODES,
    cohort::CODES,
    data::CODES,
    file::CODES,
    formulas::CODES,
    host::CODES,
    kpi::CODES,
    layer::CODES,
    pack::CODES,
    path::CODES,
    script::CODES,
    robustness::CODES,
    shapes::CODES,
    sheet::CODES,
    suppose::CODES,
    syntax::CODES,
    test::CODES,
    translate::CODES,
    unit::CODES,
];

/// All codes, family by family.
pub static CODES: &[Code] = &ALL;

static ALL: [Code; count()] = joined();

const fn count() -> usize {
    let (mut count, mut families) = (0, FAMILIES);
    while let [family, rest @ ..] = families {
        count += family.len();
        families = rest;
    }
    count
}

#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled; a wrong index would not compile")]
const fn joined() -> [Code; count()] {
    let mut all = [Code { code: "", title: "", explanation: "", wrong: "", cure: "" }; count()];
    let (mut at, mut families) = (0, FAMILIES);
    while let [family, rest @ ..] = families {
        let mut members = *family;
        while let [code, others @ ..] = members {
            all[at] = *code;
            at += 1;
            members = others;
        }
        families = rest;
    }
    all
}

/// The code of that name.
#[must_use]
pub fn code(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|code| code.code == name)
}

#[cfg(test)]
mod tests {
    use super::{CODES, code};

    #[test]
    fn every_code_is_there_once_and_explained() {
        for (at, one) in CODES.iter().enumerate() {
            assert!((2..=3).contains(&one.code.split("::").count()), "{}", one.code);
            assert!(
                one.code.chars().all(|letter| letter.is_ascii_lowercase() || "_:".contains(letter)),
                "{}",
                one.code
            );
            assert!(CODES[..at].iter().all(|earlier| earlier.code != one.code), "{} stands twice", one.code);
            for text in [one.title, one.explanation, one.wrong, one.cure] {
                assert!(!text.trim().is_empty(), "{} lacks a text", one.code);
            }
        }
    }

    #[test]
    fn a_code_is_found_by_its_name() {
        assert_eq!(code("unit::name::unknown").map(|code| code.code), Some("unit::name::unknown"));
        assert_eq!(code("unit::name"), None);
    }
}
