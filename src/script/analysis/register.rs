//! Puts the rows into an engine.

use std::any::TypeId;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext};

use super::call::{Call, Done, number_of, slip, whole_of};
use super::entry::{Entry, Of, entries, entries_of};
use super::objects::{Advice, Arguments, Check, City, Group, NextBand, Notice, Ranked, Sheet, Thing};
use super::session::Session;
use super::top::given;
use super::values::because;
use crate::script::list::List;
use crate::script::natives::Native;
use crate::source::nearest;

/// The rows as the checker of names knows them.
pub(super) fn natives() -> impl Iterator<Item = Native> {
    entries().filter(|entry| entry.arguments.is_some()).map(|entry| {
        let (least, most) = entry.arity();
        let own = usize::from(entry.of != Of::Script);
        Native {
            name: entry.name.to_owned(),
            arguments: (least + own..=most + own).collect(),
            form: entry.form(),
            about: entry.about.to_owned(),
        }
    })
}

/// Registers all rows.
pub(super) fn register(engine: &mut Engine, session: &Arc<Session>) {
    for entry in entries().filter(|entry| entry.arguments.is_some()) {
        let (least, most) = entry.arity();
        for count in least..=most {
            function(engine, session, entry, count);
        }
    }
    fields::<City>(engine, session, Of::City, of_city);
    fields::<Thing>(engine, session, Of::Item, |thing, name| thing.facet(name));
    fields::<NextBand>(engine, session, Of::Step, |_, _| None);
    fields::<Group>(engine, session, Of::Group, |group, name| group.facet(name));
    fields::<Advice>(engine, session, Of::Recommendation, |advice, name| advice.facet(name));
    fields::<Check>(engine, session, Of::Check, |_, _| None);
    fields::<Notice>(engine, session, Of::Notice, |_, _| None);
    fields::<Ranked>(engine, session, Of::Ranked, |_, _| None);
    fields::<Sheet>(engine, session, Of::Table, |_, _| None);
    crate::script::card::register_bands(engine);
    engine.register_type_with_name::<Arguments>("the arguments");
    engine.register_indexer_get(|own: &mut Arguments, place: Dynamic| -> Done {
        let whole = number_of(&place).and_then(whole_of);
        whole
            .map_or_else(|| Err(slip("arguments are counted: `args[0]` is the first")), |place| given(own, place, None))
    });
}

fn function(engine: &mut Engine, session: &Arc<Session>, entry: &'static Entry, count: usize) {
    let on = type_of(entry.of);
    let mut types: Vec<TypeId> = on.into_iter().collect();
    types.resize(types.len() + count, TypeId::of::<Dynamic>());
    let session = Arc::clone(session);
    let run = move |context: NativeCallContext<'_>, values: &mut [&mut Dynamic]| -> Done {
        let mut values: Vec<Dynamic> = values.iter().map(|value| value.flatten_clone()).collect();
        let own = on.is_some().then(|| values.remove(0));
        let call = Call { session: &session, entry, context: Some(&context), on: own.as_ref(), values: &values };
        call.check()?;
        (entry.body)(&call)
    };
    engine.register_raw_fn(entry.name, types, run);
}

/// The type that a row is called on; nothing where it is called on nothing.
fn type_of(of: Of) -> Option<TypeId> {
    Some(match of {
        Of::Script => return None,
        Of::City => TypeId::of::<City>(),
        Of::Item => TypeId::of::<Thing>(),
        Of::Step => TypeId::of::<NextBand>(),
        Of::Group => TypeId::of::<Group>(),
        Of::Recommendation => TypeId::of::<Advice>(),
        Of::Check => TypeId::of::<Check>(),
        Of::Notice => TypeId::of::<Notice>(),
        Of::List => TypeId::of::<List>(),
        Of::Ranked => TypeId::of::<Ranked>(),
        Of::Table => TypeId::of::<Sheet>(),
        Of::Arguments => TypeId::of::<Arguments>(),
    })
}

/// What can be read like a field: the rows of a sort, and what it has by names of the rules.
fn fields<T: Clone + Send + Sync + 'static>(
    engine: &mut Engine,
    session: &Arc<Session>,
    of: Of,
    more: fn(&T, &str) -> Option<Done>,
) {
    engine.register_type_with_name::<T>(of.word());
    let session = Arc::clone(session);
    engine.register_indexer_get(move |own: &mut T, name: ImmutableString| -> Done {
        if let Some(entry) = entries_of(of).find(|entry| entry.arguments.is_none() && entry.name == name.as_str()) {
            let own = Dynamic::from(own.clone());
            return (entry.body)(&Call { session: &session, entry, context: None, on: Some(&own), values: &[] });
        }
        more(own, &name).unwrap_or_else(|| Err(unknown(of, &name)))
    });
}

/// The fields of a sort of thing, by the name under which the engine knows the sort.
pub(in crate::script) fn field_names(sort: &str) -> impl Iterator<Item = &'static str> {
    entries().filter(move |entry| entry.of.word() == sort && entry.arguments.is_none()).map(|entry| entry.name)
}

fn unknown(of: Of, name: &str) -> Box<EvalAltResult> {
    let known = || entries_of(of).map(|entry| entry.name);
    if known().any(|known| known == name) {
        return slip(format!("`{name}` of a {} is called: write `{name}(…)`", of.word()));
    }
    match nearest(name, known()) {
        Some(near) => slip(format!("a {} has no `{name}`; did you mean `{near}`?", of.word())),
        None => slip(format!("a {} has no `{name}`", of.word())),
    }
}

/// What a city says of itself: its country, and what its own file adds.
fn of_city(city: &City, name: &str) -> Option<Done> {
    let standing = &city.0;
    let stated = standing.data.city.attributes.iter().find(|(known, _)| known == name);
    if let Some((_, value)) = stated {
        return Some(Ok(super::values::text(value)));
    }
    let known = standing.exhibit.id(name).is_some() || name == "country";
    let title = || super::values::city_title(standing);
    known.then(|| Ok(because(format!("not reported: {} does not say its {name}", title()))))
}
