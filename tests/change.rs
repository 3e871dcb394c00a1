//! What a change does: `diff` and `compare`, told of real packs and cities and checked against plain evaluations.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use program::{Folder, copy};
use serde_json::Value;
use world::root;
use yardstick::author::change::effect::{Asked, City, CityEffect, Of, effect};
use yardstick::author::change::{Changes, Side, changes};
use yardstick::diagnostic::has_errors;
use yardstick::layer::Packs;
use yardstick::report::{Provenance, View, scorecard_json};
use yardstick::workspace::Workspace;
use yardstick::{assess, year_of};

const OVERLAY: &str = "tests/change/overlay";

/// All that Trondheim comes to by the packs of some folders, as the report has it.
fn trondheim(folders: &[PathBuf]) -> Value {
    let mut workspace = Workspace::open(folders).unwrap();
    let city = workspace.city(&root().join("cities/trondheim")).unwrap().value;
    let book = workspace.rule_book(&city.uses, &city.place()).unwrap();
    assert!(!has_errors(&book.findings), "{:?}", book.findings);
    let book = book.value;
    let data = workspace.dataset(&city, &book).value;
    let assessed = assess(&book, workspace.sources(), &data, year_of(&book, &data));
    let provenance = Provenance::of(&book, workspace.sources());
    let (card, advice, sources) = (&assessed.evaluation.card, &assessed.advice, workspace.sources());
    let view = View { book: &book, data: &data, card, advice, sources, provenance: &provenance, filter: None };
    serde_json::from_str(&scorecard_json(&view).unwrap()).unwrap()
}

/// What each KPI and point came to: value, target, start, score, band, points, or the reason for none.
fn items(card: &Value) -> BTreeMap<String, String> {
    let told = |item: &Value| {
        let parts = [
            &item["printed"],
            &item["value"],
            &item["target"]["kind"],
            &item["target"]["bound"],
            &item["target"]["upper"],
            &item["start"]["text"],
            &item["score_percent"],
            &item["band"]["name"],
            &item["points"],
            &item["max_points"],
            &item["reason"]["text"],
        ];
        parts.map(Value::to_string).join("|")
    };
    card["items"].as_array().unwrap().iter().map(|item| (text(&item["name"]), told(item))).collect()
}

/// What each group came to.
fn groups(card: &Value) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for rollup in card["rollups"].as_array().unwrap() {
        for group in rollup["groups"].as_array().unwrap() {
            let key =
                group["key"].as_object().unwrap().iter().map(|(facet, value)| format!("{facet}: {}", text(value)));
            let parts = ["score", "band", "points", "max_points", "scored", "applicable"];
            let told = parts.map(|part| group[part].to_string()).join("|");
            all.insert(key.collect::<Vec<_>>().join(", "), told);
        }
    }
    all
}

/// What became of each recommendation.
fn advice(card: &Value) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let lists = &card["recommendations"];
    for outcome in ["given", "held_back", "not_given", "undetermined"] {
        for each in lists[outcome].as_array().unwrap() {
            let name = match &each["member"] {
                Value::Null => text(&each["name"]),
                member => format!("{}: {}", text(&each["name"]), text(member)),
            };
            let told = ["rank", "priority", "because", "actions"].map(|part| each[part].to_string()).join("|");
            let holder = &each["held_back_by"];
            all.insert(name, format!("{outcome}|{told}|{}|{}", holder["rank"], each["reason"]["text"]));
        }
    }
    all
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn differ(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> BTreeSet<String> {
    old.keys().chain(new.keys()).filter(|name| old.get(*name) != new.get(*name)).cloned().collect()
}

/// What was changed between two sets of folders, and what it does to Trondheim.
fn compared(old: &[PathBuf], new: &[PathBuf]) -> (Changes, CityEffect) {
    let mut before = Workspace::open(old).unwrap().without_tests();
    let old_packs = before.all_packs().unwrap();
    let mut after = Workspace::open(new).unwrap().without_tests().beside(&before);
    let new_packs = after.all_packs().unwrap();
    let city = after.city(&root().join("cities/trondheim")).unwrap().value;
    let (old_packs, new_packs) = (ordered(&before, &old_packs), ordered(&after, &new_packs));
    let old = Side { library: before.library(), packs: &old_packs };
    let found = changes(old, Side { library: after.library(), packs: &new_packs });
    let subject = City { texts: &city, wanted: &city.uses };
    let asked = Asked { year: None, step: &mut || {} };
    let effect = effect(&found, after.library(), &Packs::new(), &subject, asked).unwrap();
    (found, effect)
}

fn ordered(workspace: &Workspace, names: &[String]) -> Vec<String> {
    let wanted = |name: &String| yardstick::layer::Wanted { name: name.clone(), span: None };
    let wanted: Vec<_> = names.iter().map(wanted).collect();
    let order = workspace.library().in_order(&wanted, &yardstick::layer::Place::unknown()).value;
    order.into_iter().map(|layer| layer.name).collect()
}

fn moved(effect: &CityEffect, of: Of) -> BTreeSet<String> {
    effect.moved.iter().filter(|moved| moved.of == of).map(|moved| moved.name.clone()).collect()
}

/// Rules without a pack, and those with it.
fn without(pack: &str) -> (Vec<PathBuf>, Vec<PathBuf>, Folder) {
    let folder = Folder::new(pack);
    for entry in fs::read_dir(root().join("rules")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name != pack {
            copy(&path, &folder.0.join(name));
        }
    }
    (vec![folder.0.clone()], vec![root().join("rules")], folder)
}

/// Results that differ by plain evaluations are those that are listed, and no others.
fn exactly(old: &[PathBuf], new: &[PathBuf]) -> CityEffect {
    let (before, after) = (trondheim(old), trondheim(new));
    let (_, effect) = compared(old, new);
    let inputs: BTreeSet<String> = moved(&effect, Of::Item);
    let known = items(&after);
    let listed: BTreeSet<String> =
        inputs.into_iter().filter(|name| known.contains_key(name) || items(&before).contains_key(name)).collect();
    assert_eq!(listed, differ(&items(&before), &known));
    assert_eq!(moved(&effect, Of::Group), differ(&groups(&before), &groups(&after)));
    assert_eq!(moved(&effect, Of::Recommendation), differ(&advice(&before), &advice(&after)));
    for part in effect.moved.iter().flat_map(|moved| &moved.parts) {
        assert!(!part.causes.is_empty() || !part.together.is_empty(), "{part:?}");
    }
    effect
}

#[test]
fn an_overlay_changes_trondheim_where_the_difference_says_so_and_nowhere_else() {
    let rules = vec![root().join("rules")];
    let both = vec![root().join("rules"), root().join(OVERLAY)];
    let effect = exactly(&rules, &both);
    assert_eq!(effect.leaves, 114, "112 leaves, the one of Trondheim's own pack, and the one that the overlay adds");
    assert!(moved(&effect, Of::Item).contains("water_supply_loss"));
    assert!(!moved(&effect, Of::Item).contains("noise_exposure"), "its target lies in the future");
}

#[test]
fn norway_changes_trondheim_where_the_difference_says_so_and_nowhere_else() {
    if root().join("rules/norway").is_dir() {
        let (old, new, _folder) = without("norway");
        let effect = exactly(&old, &new);
        assert!(effect.leaves >= 112);
        assert!(effect.new_packs.contains(&"norway".to_owned()));
    }
}

#[test]
fn no_change_moves_nothing() {
    let (rules, copied) = (vec![root().join("rules")], Folder::new("same"));
    copy(&root().join("rules"), &copied.0);
    // The same rules in other files, with other blanks and comments.
    let economy = copied.0.join("reference_targets/economy.kpi");
    let moved = fs::read_to_string(&economy).unwrap();
    fs::remove_file(&economy).unwrap();
    let spaced = moved.replace("  target  ", "    target   # so it is\n      ");
    assert_eq!(spaced, moved.replace("  target  ", "    target   # so it is\n      "));
    copied
        .write("reference_targets/z_moved.kpi", &format!("# Moved here.\n\n{}", moved.replace(" basis ", "   basis ")));
    let (found, effect) = compared(&rules, std::slice::from_ref(&copied.0));
    assert_eq!(found.list, []);
    assert_eq!(effect.moved, []);
}

/// The amendments of the overlay that stand alone, each as a pack of its own.
const ALONE: &[(&str, &str, &str)] = &[
    (
        "water_supply_loss",
        "target",
        "amend kpi water_supply_loss because \"x\" { target at most 25 % basis judgement }",
    ),
    (
        "emergency_response_time",
        "target",
        "amend kpi emergency_response_time because \"x\" { target at most 12 min basis judgement }",
    ),
    (
        "emergency_response_time",
        "start",
        "amend kpi emergency_response_time because \"x\" { start 40 min basis judgement }",
    ),
    ("poverty_rate", "target", "amend kpi poverty_rate because \"x\" { no benchmark because \"A made-up reason\" }"),
    (
        "solid_waste_treatment.recycled",
        "target",
        "amend kpi solid_waste_treatment because \"x\" { point recycled { target at least 25 % basis judgement } }",
    ),
    ("loss_limit", "value", "amend parameter loss_limit because \"x\" { value 30 % basis judgement }"),
    (
        "water_networks",
        "priority",
        "amend recommend water_networks because \"x\" { priority low when water_supply_loss is reported and water_supply_loss > loss_limit }",
    ),
];

#[test]
fn a_cause_is_what_moves_a_result_when_it_alone_is_changed() {
    let rules = vec![root().join("rules")];
    let (found, effect) = compared(&rules, &[root().join("rules"), root().join(OVERLAY)]);
    let before = trondheim(&rules);
    let head =
        "pack alone \"Alone\" {\n  extends u4ssc, reference_targets, recommendations\n  applies to country NO\n}\n";
    for (item, aspect, clause) in ALONE {
        let folder = Folder::new(&format!("alone-{item}-{aspect}"));
        folder.write("alone/pack.kpi", &format!("{head}{clause}\n"));
        let after = trondheim(&[root().join("rules"), folder.0.clone()]);
        let change = found.list.iter().find(|change| change.name == *item && change.aspect == *aspect).unwrap();
        let own = |of: Of| -> BTreeSet<String> {
            let by = effect.moved.iter().filter(|moved| moved.of == of);
            let by = by.filter(|moved| moved.parts.iter().any(|part| part.causes.contains(&change.number)));
            by.map(|moved| moved.name.clone()).collect()
        };
        // What it moves alone and what all together move: of those it is a cause.
        let of_both = |all: BTreeSet<String>, of: Of| -> BTreeSet<String> {
            all.intersection(&moved(&effect, of)).cloned().collect()
        };
        assert_eq!(own(Of::Item), of_both(differ(&items(&before), &items(&after)), Of::Item), "{item} {aspect}");
        assert_eq!(own(Of::Group), of_both(differ(&groups(&before), &groups(&after)), Of::Group), "{item} {aspect}");
    }
}

#[test]
fn changes_are_told_in_the_words_of_the_method() {
    let rules = vec![root().join("rules")];
    let (found, _) = compared(&rules, &[root().join("rules"), root().join(OVERLAY)]);
    let told = |name: &str, aspect: &str| {
        let change = found.list.iter().find(|change| change.name == name && change.aspect == aspect).unwrap();
        let side = |side: &Option<yardstick::author::change::Written>| side.as_ref().map(|side| side.in_full());
        (side(&change.old).unwrap_or_default(), side(&change.new).unwrap_or_default(), change.layered)
    };
    let loss = ("target at most 10 %".to_owned(), "target at most 25 %".to_owned(), true);
    assert_eq!(told("water_supply_loss", "target"), loss);
    let noise = told("noise_exposure", "target");
    assert_eq!(noise.1, "target at most 40 % from 2030");
    let voters = told("voter_participation", "target");
    assert_eq!(voters.1, "target at least 90 % when terrain = flat");
    assert_eq!(told("solid_waste_treatment.recycled", "target").1, "target at least 25 %");
    assert_eq!(told("loss_limit", "value"), ("value 20 %".to_owned(), "value 30 %".to_owned(), true));
    let loss = found.list.iter().find(|change| change.name == "water_supply_loss").unwrap();
    let (old, new) = (loss.old.as_ref().unwrap(), loss.new.as_ref().unwrap());
    assert_eq!((old.pack.as_str(), new.pack.as_str()), ("reference_targets", "overlay"));
    assert!(new.file.ends_with("tests/change/overlay/pack.kpi") && new.line == 11, "{}", new.place());
    assert_eq!(new.because.as_deref(), Some("A made-up target"));
}
