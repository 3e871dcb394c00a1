//! What a script with a scorecard may say: actions, reasons, findings, notes. Each names the items that led to it.

use rhai::{Array, Dynamic, Engine, EvalAltResult, ImmutableString};

use super::{Band, ItemHandle};
use crate::model::exhibit::{Datum, Remark, Suggestion, Telling};
use crate::model::rules::CheckWeight;
use crate::script::list::List;
use crate::script::meter::make;
use crate::script::natives::Native;
use crate::script::operators::{called, unlike};
use crate::script::problem::Fault;
use crate::script::record::Record;

type Given<T> = Result<T, Box<EvalAltResult>>;
type Text = ImmutableString;

/// What a script said.
#[derive(Debug, Clone)]
pub enum Said {
    /// An action or a reason.
    Suggestion(Suggestion),
    /// A finding or a note.
    Remark(Remark),
}

/// Name, form, numbers of arguments, meaning.
const ROWS: &[(&str, &str, &[usize], &str)] = &[
    (
        "action",
        "action(name, evidence), action(name, text, evidence), action(name, text, evidence, fills)",
        &[2, 3, 4],
        "What is to be done: an action whose text the rules have, or one with a text of its own.",
    ),
    ("because", "because(text, evidence), because(text, evidence, fills)", &[2, 3], "A reason for a recommendation."),
    (
        "finding",
        "finding(severity, text, evidence), finding(severity, text, evidence, fills)",
        &[3, 4],
        "What a check finds; the severity is \"info\", \"warn\" or \"reject\".",
    ),
    ("note", "note(text, evidence), note(text, evidence, fills)", &[2, 3], "What a check asks the verifier to do."),
];

/// The rows of what scripts may say.
pub(super) fn rows() -> impl Iterator<Item = Native> {
    ROWS.iter().map(|(name, form, arguments, about)| Native {
        name: (*name).to_owned(),
        arguments: arguments.to_vec(),
        form: (*form).to_owned(),
        about: (*about).to_owned(),
    })
}

pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Said>("what was said");
    engine.register_fn("action", |name: Text, evidence: Dynamic| action(&name, None, &evidence, None));
    engine
        .register_fn("action", |name: Text, text: Text, evidence: Dynamic| action(&name, Some(text), &evidence, None));
    engine.register_fn("action", |name: Text, text: Text, evidence: Dynamic, fills: Record| {
        action(&name, Some(text), &evidence, Some(&fills))
    });
    engine.register_fn("because", |text: Text, evidence: Dynamic| because(text, &evidence, None));
    engine
        .register_fn("because", |text: Text, evidence: Dynamic, fills: Record| because(text, &evidence, Some(&fills)));
    engine.register_fn("finding", |severity: Text, text: Text, evidence: Dynamic| {
        remark(Some(&severity), text, &evidence, None)
    });
    engine.register_fn("finding", |severity: Text, text: Text, evidence: Dynamic, fills: Record| {
        remark(Some(&severity), text, &evidence, Some(&fills))
    });
    engine.register_fn("note", |text: Text, evidence: Dynamic| remark(None, text, &evidence, None));
    engine.register_fn("note", |text: Text, evidence: Dynamic, fills: Record| {
        remark(None, text, &evidence, Some(&fills))
    });
}

/// What telling something takes, beside its text.
const TELLING: usize = 256;

fn telling(text: Option<Text>, evidence: &Dynamic, fills: Option<&Record>) -> Given<Telling> {
    make(TELLING + text.as_ref().map_or(0, |text| text.len()))?;
    let mut made = Telling { text: text.map(|text| text.to_string()), ..Telling::default() };
    match evidence.read_lock::<List>() {
        Some(list) => {
            for one in list.items() {
                made.evidence.push(named(one)?);
            }
        }
        None => made.evidence.push(named(evidence)?),
    }
    for (name, value) in fills.into_iter().flat_map(Record::entries) {
        made.fills.push((name.to_string(), filling(value)?));
    }
    Ok(made)
}

/// The name of an item of evidence: as it is written, or that of an item.
fn named(evidence: &Dynamic) -> Given<String> {
    if let Some(item) = evidence.read_lock::<ItemHandle>() {
        return Ok(item.name().to_owned());
    }
    match evidence.as_immutable_string_ref() {
        Ok(name) => Ok(name.to_string()),
        Err(_) => Err(Fault::Other(format!("evidence is the name of an item, not {}", called(evidence))).into()),
    }
}

fn filling(value: &Dynamic) -> Given<Datum> {
    if let Some(number) = crate::script::operators::as_number(value) {
        return Ok(Datum::Number(number));
    }
    if let Ok(answer) = value.as_bool() {
        return Ok(Datum::YesNo(answer));
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return Ok(Datum::from(text.as_str()));
    }
    match value.read_lock::<Band>() {
        Some(band) => Ok(Datum::Band(band.seen().clone())),
        None => unlike("the hole of a text", value, value),
    }
}

fn action(name: &str, text: Option<Text>, evidence: &Dynamic, fills: Option<&Record>) -> Given<Said> {
    let telling = telling(text, evidence, fills)?;
    Ok(Said::Suggestion(Suggestion { action: Some(name.to_owned()), telling }))
}

fn because(text: Text, evidence: &Dynamic, fills: Option<&Record>) -> Given<Said> {
    Ok(Said::Suggestion(Suggestion { action: None, telling: telling(Some(text), evidence, fills)? }))
}

fn remark(severity: Option<&str>, text: Text, evidence: &Dynamic, fills: Option<&Record>) -> Given<Said> {
    let weight = match severity {
        None => None,
        Some("info") => Some(CheckWeight::Info),
        Some("warn") => Some(CheckWeight::Warn),
        Some("reject") => Some(CheckWeight::Reject),
        Some(other) => {
            let what = format!("`{other}` is no severity: write \"info\", \"warn\" or \"reject\"");
            return Err(Fault::Other(what).into());
        }
    };
    Ok(Said::Remark(Remark { weight, telling: telling(Some(text), evidence, fills)? }))
}

/// All that a script said: nothing, one thing, or a list.
pub(super) fn all(result: Dynamic) -> Result<Vec<Said>, Fault> {
    if result.is_unit() {
        return Ok(Vec::new());
    }
    let one = |value: &Dynamic| {
        let said = value.read_lock::<Said>().map(|said| said.clone());
        said.ok_or_else(|| Fault::Other(format!("the script gives {}", called(value))))
    };
    if let Some(list) = result.read_lock::<List>() {
        return list.items().iter().map(one).collect();
    }
    match result.read_lock::<Array>() {
        Some(list) => list.iter().map(one).collect(),
        None => Ok(vec![one(&result)?]),
    }
}
