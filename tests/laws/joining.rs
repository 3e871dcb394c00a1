//! What packs come to together does not depend on what was asked before.
//!
//! A library remembers what its packs came to. So the same questions go to a library that answers all of them, one after
//! the other, and to libraries that answer a single one.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use yardstick::Library;
use yardstick::layer::{Joined, Place, Wanted};
use yardstick::syntax::tree::ItemKind;
use yardstick::value::Date;

#[allow(dead_code, reason = "of the random packs only those of layers are taken, and no figures")]
#[path = "../printing/layers.rs"]
mod layers;

use super::world::root;

/// A question: for which packs, where, on which day.
#[derive(Debug, Clone)]
struct Asked {
    pack: &'static str,
    country: Option<&'static str>,
    on: Option<Date>,
}

impl Asked {
    fn wanted(&self) -> [Wanted; 1] {
        [Wanted { name: self.pack.to_owned(), span: None }]
    }

    fn place(&self) -> Place {
        let place = self.country.map_or_else(Place::unknown, |code| Place::unknown().with("country", code));
        place.on(self.on)
    }

    /// All that is joined, and all that is found.
    fn answer(&self, library: &Library) -> (String, String) {
        let (wanted, place) = (self.wanted(), self.place());
        let findings = library.rule_book(&wanted, &place).findings;
        (format!("{:?}", library.joined(&wanted, &place)), format!("{findings:?}"))
    }
}

fn library(packs: &[String]) -> Library {
    let mut library = Library::new();
    for (place, text) in packs.iter().enumerate() {
        library.add_pack([(format!("{place}.kpi").as_str(), text.as_str())]);
    }
    library
}

fn questions() -> impl Strategy<Value = Vec<Asked>> {
    let day = |year, month, day| Some(Date { year, month, day });
    let pack = prop::sample::select(vec!["base", "first", "second", "third"]);
    let country = prop::sample::select(vec![None, Some("NO"), Some("SE")]);
    let on = prop::sample::select(vec![None, day(2019, 6, 30), day(2020, 12, 31), day(2021, 1, 1)]);
    vec((pack, country, on).prop_map(|(pack, country, on)| Asked { pack, country, on }), 1..8)
}

/// Random packs, perhaps with an amendment of what nobody declares and with a second pack of the rank of the first.
fn packs() -> impl Strategy<Value = Vec<String>> {
    let slip = "pack slip \"A slip\" { extends base; applies to country NO }\namend kpi losss { target at most 5 % }\n\
                amend kpi loss because \"Another rank\" { target at most 7 %; title \"Slips\" }\n";
    (layers::overlays(), prop::bool::weighted(0.3)).prop_map(move |(overlays, slips)| {
        let base = std::iter::once(layers::BASE.to_owned());
        base.chain(overlays).chain(slips.then(|| slip.to_owned())).collect()
    })
}

/// The same base, holding in one country only. Everything stands where it stood.
fn narrowed(packs: &[String]) -> [Vec<String>; 2] {
    let head = "pack base \"The base\" {\n";
    let with = |line: &str| packs.iter().map(|text| text.replace(head, &format!("{head}  {line}\n"))).collect();
    [with("#pplies to country NO"), with("applies to country NO")]
}

/// What is joined, without the packs themselves.
fn items(joined: &Joined) -> String {
    let items = joined.items.iter().filter(|item| item.kind != ItemKind::Pack);
    format!("{:?} {:?}", items.collect::<Vec<_>>(), joined.said)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(2030),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_was_asked_before_changes_no_answer(packs in packs(), asked in questions()) {
        let asked_of_all = library(&packs);
        for one in asked.iter().chain(asked.iter().rev()) {
            prop_assert_eq!(one.answer(&asked_of_all), one.answer(&library(&packs)), "{:?}", one);
        }
    }

    #[test]
    fn what_holds_everywhere_is_joined_as_what_holds_in_one_country(overlays in layers::overlays(), asked in questions()) {
        let packs: Vec<String> = std::iter::once(layers::BASE.to_owned()).chain(overlays).collect();
        let [wide, narrow] = narrowed(&packs).map(|packs| library(&packs));
        for one in asked.iter().filter(|one| one.country != Some("SE")) {
            let joined = |library: &Library| items(&library.joined(&one.wanted(), &one.place()));
            prop_assert_eq!(joined(&wide), joined(&narrow), "{:?}", one);
        }
    }
}

/// The rules of the project, as texts.
fn all_rules() -> Library {
    let mut library = Library::without_tests();
    let mut folders: Vec<_> = fs::read_dir(root().join("rules")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let texts = texts(&folder);
        library.add_pack(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    }
    library
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let text = |path: &Path| fs::read_to_string(path).unwrap();
    paths.iter().map(|path| (path.to_string_lossy().into_owned(), text(path))).collect()
}

#[test]
fn our_countries_come_out_alike_in_any_order() {
    let names = ["u4ssc", "reference_targets", "recommendations", "pace"];
    let wanted = names.map(|name| Wanted { name: name.to_owned(), span: None });
    let places = ["NO", "TN", "SA", "NO", "FR", "SA"];
    let asked_of_all = all_rules();
    for code in places {
        let place = Place::unknown().with("country", code).with("city", "trondheim");
        let answer = |library: &Library| {
            let findings = library.rule_book(&wanted, &place).findings;
            (format!("{:?}", library.joined(&wanted, &place)), format!("{findings:?}"))
        };
        assert!(answer(&asked_of_all) == answer(&all_rules()), "{code}");
    }
}
