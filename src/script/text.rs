//! Texts of scripts. Each new text is counted.

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::list::List;
use super::meter::{make, work};
use super::missing::MissingValue;
use super::operators::{called, unlike};
use super::problem::Fault;

type Given<T> = Result<T, Box<EvalAltResult>>;
type Text = ImmutableString;

/// A new text out of parts.
fn joined(parts: &[&str]) -> Given<Text> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    make(length + 32)?;
    work(1 + length as u64 / 64)?;
    Ok(parts.concat().into())
}

/// A text as it is.
fn kept(text: &str) -> Given<Text> {
    joined(&[text])
}

/// A value in letters. A missing value has none.
fn written(value: &Dynamic) -> Given<String> {
    if let Ok(number) = value.as_float() {
        return Ok(number.to_string());
    }
    if let Ok(whole) = value.as_int() {
        return Ok(whole.to_string());
    }
    if let Ok(answer) = value.as_bool() {
        return Ok(if answer { "yes" } else { "no" }.to_owned());
    }
    if value.is_string() || value.is_char() {
        return Ok(value.to_string());
    }
    if value.is::<MissingValue>() {
        return unlike("to_string", value, value);
    }
    Err(Fault::Other(format!("{} cannot be written as a text", called(value))).into())
}

/// What scripts do with texts.
pub(super) fn register(engine: &mut Engine) {
    engine.register_fn("+", |a: Text, b: Text| joined(&[&a, &b]));
    engine.register_fn("+", |a: Text, b: Dynamic| joined(&[&a, &written(&b)?]));
    engine.register_fn("+", |a: Dynamic, b: Text| joined(&[&written(&a)?, &b]));
    engine.register_fn("+=", |a: &mut Text, b: Text| -> Given<()> {
        *a = joined(&[a, &b])?;
        Ok(())
    });
    engine.register_fn("+=", |a: &mut Text, b: Dynamic| -> Given<()> {
        *a = joined(&[a, &written(&b)?])?;
        Ok(())
    });
    engine.register_fn("to_string", |value: Dynamic| -> Given<Text> { kept(&written(&value)?) });
    engine.register_fn("len", |text: Text| -> Given<f64> {
        work(1 + text.len() as u64 / 16)?;
        Ok(text.chars().count() as f64)
    });
    engine.register_fn("is_empty", |text: Text| text.is_empty());
    engine.register_fn("==", |a: Text, b: Text| a == b);
    engine.register_fn("!=", |a: Text, b: Text| a != b);
    parts(engine);
}

/// What looks into texts or takes them apart.
fn parts(engine: &mut Engine) {
    engine.register_fn("contains", |text: Text, part: Text| looked(&text, &part, |t, p| t.contains(p)));
    engine.register_fn("starts_with", |text: Text, part: Text| looked(&text, &part, |t, p| t.starts_with(p)));
    engine.register_fn("ends_with", |text: Text, part: Text| looked(&text, &part, |t, p| t.ends_with(p)));
    engine.register_fn("to_lower", |text: Text| kept(&text.to_lowercase()));
    engine.register_fn("to_upper", |text: Text| kept(&text.to_uppercase()));
    engine.register_fn("trimmed", |text: Text| kept(text.trim()));
    engine.register_fn("split", |text: Text, by: Text| -> Given<List> {
        work(1 + text.len() as u64)?;
        if by.is_empty() {
            return Err(Fault::Other("`split` needs a text to split by".to_owned()).into());
        }
        let pieces = text.split(by.as_str()).map(|piece| kept(piece).map(Dynamic::from));
        List::new(pieces.collect::<Given<Vec<_>>>()?)
    });
    engine.register_fn("join", |list: &mut List, between: Text| -> Given<Text> {
        work(1 + list.items().len() as u64)?;
        let mut whole = String::new();
        for (place, item) in list.items().iter().enumerate() {
            let piece = written(item)?;
            make(piece.len() + between.len())?;
            if place > 0 {
                whole.push_str(&between);
            }
            whole.push_str(&piece);
        }
        kept(&whole)
    });
}

fn looked(text: &str, part: &str, found: fn(&str, &str) -> bool) -> Given<bool> {
    work(1 + text.len() as u64 / 16)?;
    Ok(found(text, part))
}
