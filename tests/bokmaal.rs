//! The report in Bokmål: no English is left in it outside of proper names and citations, and the files of words of all
//! languages say the same.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use program::{Folder, yardstick};
use yardstick::source::SourceId;
use yardstick::syntax::tree::ClauseKind;

/// Words that English has too and that stand in the report on purpose, each with the reason.
const NAMES: &[(&str, &str)] = &[
    ("iii", "the third part of a publication"),
    ("min", "the unit: minutter are written so in Norwegian"),
    ("time", "an hour"),
    ("yardstick", "the program"),
];

/// Names of more than one word that have no Norwegian form, each with the reason.
const LONG_NAMES: &[(&str, &str)] = &[(
    "Geneva UN Charter Centre of Excellence on SDG City Transition",
    "a centre in Trondheim, known by this name only",
)];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn run(arguments: &[&str]) -> String {
    let ran = yardstick(arguments);
    assert_eq!(
        ran.code,
        0,
        "yardstick {}:
{}",
        arguments.join(" "),
        ran.err
    );
    ran.out
}

/// The words of a text, in small letters; single letters are no words.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|sign: char| !sign.is_alphabetic()).filter(|word| word.chars().count() > 1).map(str::to_lowercase)
}

fn rule_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![root().join("rules"), root().join("cities/trondheim")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "kpi") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The messages of a word file, by key; the places in braces stay.
fn messages(code: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join(format!("src/speech/words/{code}.ftl"))).unwrap();
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            Some((key, value)) => {
                last = key.to_owned();
                assert!(messages.insert(last.clone(), value.to_owned()).is_none(), "{code}.ftl has `{key}` twice");
            }
            None => messages.get_mut(&last).unwrap().push_str(line),
        }
    }
    messages
}

/// The places of a message.
fn places(message: &str) -> BTreeSet<String> {
    let named = message.split('$').skip(1);
    named.map(|rest| rest.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect()).collect()
}

/// What a message says, without what is filled in and without the names of its variants.
fn said(message: &str) -> String {
    let spaced = message.replace(['{', '}', '"'], " ");
    let kept = spaced.split_whitespace().filter(|word| !word.starts_with(['$', '[', '*']) && *word != "->");
    kept.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_word_of_the_report_is_there_in_every_language() {
    let english = messages("en");
    for code in ["nb", "nn"] {
        let other = messages(code);
        let lacks: Vec<_> = english.keys().filter(|key| !other.contains_key(*key)).collect();
        let strange: Vec<_> = other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(lacks.is_empty() && strange.is_empty(), "{code}.ftl lacks {lacks:?} and has {strange:?}");
        for (key, message) in &other {
            let mut own = places(&english[key]);
            // A reason about something that has a name and a title gets both.
            own.insert("title".to_owned());
            assert!(places(message).is_subset(&own), "{code}.ftl: `{key}` fills places that en.ftl does not have");
        }
    }
}

/// Beginnings of keys that are put together from a word of the rules.
const JOINED: [&str; 6] = ["unit_", "basis_", "evidence_", "set_", "attribute_", "missing_sign"];

#[test]
fn every_key_has_words_and_every_message_is_said() {
    let english = messages("en");
    let (mut asked, mut everything) = (BTreeSet::new(), String::new());
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "html") {
                let text = fs::read_to_string(&path).unwrap();
                asked.extend(asked_in(&text).map(|key| (key, path.clone())));
                everything.push_str(&text);
            }
        }
    }
    let unsaid: Vec<_> = asked.iter().filter(|(key, _)| !english.contains_key(key)).collect();
    assert!(unsaid.is_empty(), "keys without words: {unsaid:?}");
    let quoted = |key: &str| everything.contains(&format!("\"{key}\"")) || everything.contains(&format!("w.{key}"));
    let idle: Vec<_> =
        english.keys().filter(|key| !quoted(key) && !JOINED.iter().any(|start| key.starts_with(start))).collect();
    assert!(idle.is_empty(), "words that nothing says: {idle:?}");
}

/// The keys that a source text asks for.
fn asked_in(text: &str) -> impl Iterator<Item = String> + '_ {
    let calls =
        ["word(\"", "say(\"", "Phrase::from(\"", "failed(\"", "said(\"", "say(\n        \"", "say(\n            \""];
    let by_call = calls.into_iter().flat_map(move |call| text.split(call).skip(1));
    let by_start = ["\"why_", "\"role_", "\"notice_", "\"compare_", "\"gather_"]
        .into_iter()
        .flat_map(move |start| text.match_indices(start).map(move |(at, _)| &text[at + 1..]));
    let key = |rest: &str| rest.split('"').next().unwrap_or("").to_owned();
    by_call.chain(by_start).map(key).filter(|key| {
        !key.is_empty()
            && key.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_')
            && key.contains('_')
    })
}

/// Words of English: those of the report, and those of the rules.
fn english() -> BTreeSet<String> {
    let own = messages("en").values().map(|message| said(message)).collect::<Vec<_>>().join("\n");
    // A language that nobody translates into shows all texts of the rules.
    let rules = run(&["check", "--lang", "eo", "--missing"]);
    let rules = rules.lines().filter_map(|line| line.split_once('"').map(|(_, text)| without_holes(text)));
    words(&own).chain(rules.collect::<Vec<_>>().iter().flat_map(|text| words(text).collect::<Vec<_>>())).collect()
}

fn without_holes(text: &str) -> String {
    let parts = text.split('{').enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) }).collect()
}

/// All sources that rules and the city name.
fn sources() -> BTreeSet<String> {
    let mut sources = BTreeSet::new();
    for path in rule_files() {
        let text = fs::read_to_string(&path).unwrap();
        for rest in text.split("source").skip(1).map(str::trim_start) {
            let quote = if rest.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
            let source = rest.strip_prefix(quote).and_then(|rest| rest.split(quote).next()).unwrap_or("");
            sources.insert(source.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    for line in fs::read_to_string(root().join("cities/trondheim/data.csv")).unwrap().lines() {
        sources.extend(line.split(['"', ',']).map(str::to_owned));
        sources.extend(line.split('"').map(str::to_owned));
    }
    sources
}

/// Words of Bokmål: those of the report, and those of the translations; and those of citations, whose titles may be in
/// English.
fn norwegian() -> (BTreeSet<String>, BTreeSet<String>) {
    let own = messages("nb").values().map(|message| said(message)).collect::<Vec<_>>().join("\n");
    let mut own: BTreeSet<String> = words(&own).collect();
    let mut cited = BTreeSet::new();
    let sources = sources();
    for path in rule_files() {
        let text = fs::read_to_string(&path).unwrap();
        let file = yardstick::syntax::parse(SourceId(0), &text).value;
        let nb = file.items.iter().filter(|item| item.names.first().is_some_and(|titled| titled.name.text == "nb"));
        for clause in nb.flat_map(|item| &item.clauses) {
            match &clause.kind {
                ClauseKind::Translated { word, texts, .. } => {
                    let into =
                        if ["resource", "programme"].contains(&word.text.as_str()) { &mut cited } else { &mut own };
                    into.extend(texts.iter().flat_map(|text| words(&without_holes(&text.text)).collect::<Vec<_>>()));
                }
                ClauseKind::TranslatedText { original, text } if original.text != text.text => {
                    let into = if sources.contains(&original.text) { &mut cited } else { &mut own };
                    into.extend(words(&without_holes(&text.text)));
                }
                _ => {}
            }
        }
    }
    cited.extend(own.iter().cloned());
    (own, cited)
}

/// What a reader of a page sees: the text of its elements, those in English left out; citations apart.
fn visible(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut shown, mut cited) = (Vec::new(), Vec::new());
    let mut open: Vec<(String, bool, bool)> = Vec::new();
    for part in page.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or("");
        if tag.starts_with('/') {
            while open.pop().is_some_and(|(last, ..)| last != name) {}
        } else if !tag.ends_with('/') && !["meta", "br", "!DOCTYPE", "?xml"].contains(&name) {
            let hidden = tag.contains("lang=\"en\"") || name == "style" || tag.contains("class=\"hash\"");
            let file = tag.contains("class=\"file\"") || tag.contains("class=\"code\"");
            open.push((name.to_owned(), hidden || file, name == "cite"));
        }
        for (start, _) in ["aria-label=\"", "title=\""].iter().filter_map(|name| Some((tag.split_once(name)?.1, ()))) {
            shown.push(start.split('"').next().unwrap_or("").to_owned());
        }
        if !text.trim().is_empty() && !open.iter().any(|(_, hidden, _)| *hidden) {
            let into = if open.iter().any(|(_, _, cite)| *cite) { &mut cited } else { &mut shown };
            into.push(text.replace("&amp;", "&").trim().to_owned());
        }
    }
    (shown, cited)
}

#[test]
fn the_report_in_bokmaal_has_no_english_left() {
    let english = english();
    let (norwegian, cited_too) = norwegian();
    let named = |word: &String| NAMES.iter().any(|(name, _)| name == word);
    let forbidden = |known: &BTreeSet<String>| -> BTreeSet<String> {
        english.iter().filter(|word| !known.contains(*word) && !named(word)).cloned().collect()
    };
    let (strict, lenient) = (forbidden(&norwegian), forbidden(&cited_too));
    for word in ["the", "of", "and", "is", "reported", "target", "score", "where", "year", "not"] {
        assert!(strict.contains(word), "the list of English words has lost `{word}`");
    }
    let mut left: BTreeMap<String, String> = BTreeMap::new();
    let mut look = |lines: &[String], forbidden: &BTreeSet<String>, format: &str| {
        for line in lines {
            let line = LONG_NAMES.iter().fold(line.clone(), |line, (name, _)| line.replace(name, ""));
            for word in words(&line).filter(|word| forbidden.contains(word)) {
                left.entry(word).or_insert_with(|| format!("{format}: {line}"));
            }
        }
    };
    let evaluate = |format: &str| run(&["evaluate", "cities/trondheim", "--lang", "nb", "--format", format]);
    let text = evaluate("text");
    look(&text.lines().map(str::to_owned).collect::<Vec<_>>(), &strict, "text");
    for format in ["html", "svg"] {
        let page = evaluate(format);
        assert!(format == "svg" || page.contains("<html lang=\"nb\">"), "the page says its language");
        let (shown, cited) = visible(&page);
        assert!(shown.len() > 100, "the page is read: {}", shown.len());
        look(&shown, &strict, format);
        look(&cited, &lenient, format);
    }
    let told: Vec<String> = left.iter().map(|(word, line)| format!("{word:<20} {line}")).collect();
    assert!(told.is_empty(), "{} English words are left:\n{}", told.len(), told.join("\n"));
}

#[test]
fn numbers_in_bokmaal_have_a_decimal_comma_and_files_for_machines_a_point() {
    let text = run(&["evaluate", "cities/trondheim", "--lang", "nb"]);
    assert!(text.contains("28,4\u{a0}%"), "{text}");
    assert!(!Path::new("words").exists());
    let csv = run(&["evaluate", "cities/trondheim", "--lang", "nb", "--format", "csv"]);
    let row = csv.lines().find(|line| line.contains(",water_supply_loss,")).unwrap();
    for part in ["28.42", "reported", "Vanntap i ledningsnettet", "partial"] {
        assert!(row.contains(part), "{part}: {row}");
    }
    let json = run(&["evaluate", "cities/trondheim", "--lang", "nb", "--format", "json"]);
    assert!(json.contains("\"status\": \"reported\"") && json.contains("28.42"));
}

/// A small place of its own: a pack, a city, and whatever else a test writes there.
fn small(name: &str) -> Folder {
    let pack = "pack small \"Small\" { score share_of_target(value, target); bands grades }\n\
                bands grades { good \"enough\" at least 50 %; low \"too little\" }\n\
                unit tram trams\n\
                kpi trams \"Trams\" { unit trams; target at least 4_000 trams because \"Less is a wait\"; start 0 trams }\n";
    let data = "item,period,value,unit,note\ntrams,2020,1234.5,trams,counted twice\n";
    let city = "city bergen \"Bergen\" { uses small }\n";
    Folder::of(name, &[("rules/small/pack.kpi", pack), ("city/city.kpi", city), ("city/data.csv", data)])
}

/// What the program prints, and what it says beside it.
fn told(folder: &Folder, arguments: &[&str]) -> (String, String) {
    let ran = folder.run(arguments);
    (ran.out, ran.err)
}

#[test]
fn what_is_missing_is_counted_and_comes_as_a_block_to_fill_in() {
    let place = small("missing");
    let (out, err) = told(&place, &["check", "--lang", "nb"]);
    assert!(out.contains("checked small in `nb`: 1 piece of advice"), "{out}{err}");
    assert!(err.contains("8 of the 8 texts of `small` have no translation into `nb`"), "{err}");
    let (block, _) = told(&place, &["check", "--lang", "nb", "--missing"]);
    for line in ["translate nb {", "kpi trams \"\"  # Trams", "unit tram \"\" \"\"", "text \"Less is a wait\" \"\""] {
        assert!(block.contains(line), "{line}\n{block}");
    }
    // As it is printed it is a sound file that still asks for everything.
    place.write("rules/small/nb.kpi", &block);
    let (out, err) = told(&place, &["check", "--lang", "nb"]);
    assert!(out.contains("1 piece of advice") && err.contains("8 of the 8"), "{out}{err}");
    let filled = block.replace("kpi trams \"\"", "kpi trams \"Trikker\"").replace("\"\" \"\"", "\"trikk\" \"trikker\"");
    place.write("rules/small/nb.kpi", &filled.replace("a wait\" \"\"", "a wait\" \"Mindre betyr venting\""));
    let (_, err) = told(&place, &["check", "--lang", "nb"]);
    assert!(err.contains("5 of the 8"), "{err}");
    let (html, err) = told(&place, &["evaluate", "city", "--lang", "nb", "--format", "html"]);
    for part in ["Trikker", "1\u{a0}235\u{a0}trikker", "Mindre betyr venting", "minst 4\u{a0}000\u{a0}trikker"] {
        assert!(html.contains(part), "{part}: {err}");
    }
    // Nynorsk takes what it does not have from Bokmål.
    let (html, _) = told(&place, &["evaluate", "city", "--lang", "nn", "--format", "html"]);
    assert!(html.contains("Trikker") && html.contains("veikskapar") && html.contains("lang=\"nn\""));
}

#[test]
fn a_folder_of_words_adds_a_language_and_changes_what_is_built_in() {
    let place = small("folder");
    place.write("words/fr.ftl", "key_figures = Chiffres clés\nkey_figure = Chiffre\nbroken = {\n");
    let (html, err) = told(&place, &["evaluate", "city", "--lang", "fr", "--format", "html"]);
    assert!(html.contains("Chiffres clés") && html.contains("Strengths and weaknesses"), "English stands in: {err}");
    assert!(html.contains("1\u{202f}235"), "numbers as in France");
    assert!(err.contains("the report never says `key_figure`") && err.contains("did you mean `key_figures`?"), "{err}");
    let (_, err) = told(&place, &["check", "--lang", "fr"]);
    assert!(err.contains("words of the report are not translated into `fr`"), "{err}");
    place.write("other/nb.ftl", "key_figures = Tall som teller\n");
    let (html, _) = told(&place, &["evaluate", "city", "--lang", "nb", "--words", "other", "--format", "html"]);
    assert!(html.contains("Tall som teller") && html.contains("Styrker og svakheter"));
    let (_, err) = told(&place, &["evaluate", "city", "--lang", "no"]);
    assert!(err.contains("write nb for Bokmål"), "{err}");
}
