//! Languages by their codes.

use std::fmt;

/// A language, named by its code: `nb`, `nn`, `pt-br`. The rules' own language is English.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(String);

/// The codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms \
    mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn \
    so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Language {
    /// The language of a code: two letters of ISO 639-1 or three of ISO 639-3, perhaps with a region or a script
    /// behind `-` or `_`. `no` is none: Norwegian is written `nb` or `nn`.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let code = code.to_ascii_lowercase().replace('_', "-");
        let mut parts = code.split('-');
        let first = parts.next()?;
        let letters = first.bytes().all(|byte| byte.is_ascii_lowercase());
        let known = letters && (first.len() == 3 || first.len() == 2 && Self::codes().any(|known| known == first));
        let rest =
            parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        (known && rest).then_some(Self(code))
    }

    /// The two-letter codes that are known.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        CODES.split_whitespace()
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whether this is the language that rules and reports are written in.
    #[must_use]
    pub fn is_original(&self) -> bool {
        self.0.split('-').next() == Some("en")
    }

    /// The language, and those that stand in where it has no words: `nb-no` falls back to `nb`, `nn` to `nb`.
    #[must_use]
    pub fn chain(&self) -> Vec<Self> {
        let mut chain = vec![self.clone()];
        let mut code = self.0.as_str();
        while let Some((shorter, _)) = code.rsplit_once('-') {
            chain.push(Self(shorter.to_owned()));
            code = shorter;
        }
        if code == "nn" {
            chain.push(Self("nb".to_owned()));
        }
        chain
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    fn chain(code: &str) -> Vec<String> {
        let language = Language::of_code(code);
        language.into_iter().flat_map(|language| language.chain()).map(|one| one.to_string()).collect()
    }

    #[test]
    fn a_language_falls_back_to_what_is_wider() {
        assert_eq!(chain("nb_NO"), ["nb-no", "nb"]);
        assert_eq!(chain("nn"), ["nn", "nb"]);
        assert_eq!(chain("sme"), ["sme"]);
    }

    #[test]
    fn what_is_no_code_is_no_language() {
        for code in ["no", "xx", "n", "norsk", "nb-", "12", ""] {
            assert_eq!(Language::of_code(code), None, "{code}");
        }
    }
}
