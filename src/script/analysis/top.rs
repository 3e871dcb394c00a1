//! What a script begins with: cities, tables, lines of output, and what stands behind it on the command line.

use rhai::{Dynamic, EvalAltResult};

use super::call::{Call, Done, number_of, slip, whole_of};
use super::desk::Asked;
use super::entry::Sort::{Any, List as ListSort, Number, Record as RecordSort, Text};
use super::entry::{Entry, arg, makers, maybe};
use super::objects::{Arguments, City, Sheet};
use super::table::{Output, Table};
use super::values::{because, list, shown, text, whole};
use crate::script::meter::make;
use crate::script::missing::MissingValue;
use crate::script::operators::called;
use crate::source::nearest;
use crate::unit::format_number;

pub(super) const ENTRIES: &[Entry] = &[
    top(
        "city",
        &[arg("folder", Text), maybe("how", RecordSort)],
        "A city by its folder, evaluated. `how` may say the `year`, the day `on` whose rules hold, and another folder of \
         `rules`.",
        ("city(\"cities/trondheim\", #{year: 2019}).year", "2019"),
        |call| {
            let asked = asked(call)?;
            call.session.open(&asked).map(|city| Dynamic::from(City(city)))
        },
    ),
    top(
        "cities",
        &[arg("folder", Text), maybe("how", RecordSort)],
        "All cities of a folder, in the order of their folders' names, each evaluated by itself.",
        ("cities(\"cities\").len()", "7"),
        |call| {
            let wanted = asked(call)?;
            let folders = call.session.desk.folders(&wanted.folder).map_err(slip)?;
            let open = |folder| call.session.open(&Asked { folder, ..wanted.clone() });
            let all = folders.into_iter().map(open).collect::<Result<Vec<_>, _>>()?;
            list(all.into_iter().map(|city| Dynamic::from(City(city))))
        },
    ),
    top(
        "together",
        &[arg("folder", Text), maybe("how", RecordSort)],
        "All cities of a folder, or of one sheet, evaluated together: scores that look at a cohort look at these. They are \
         judged by the same packs, in one year. What is supposed of one of them may move the others.",
        ("together(\"cities/trondheim\").len()", "1"),
        |call| {
            let all = call.session.together(&asked(call)?)?;
            list(all.into_iter().map(|city| Dynamic::from(City(city))))
        },
    ),
    top(
        "table",
        &[arg("columns", ListSort), maybe("title", Text)],
        "An empty table with these columns. A script gives it back by printing it or as its last value.",
        ("table([\"city\", \"loss\"], \"Losses\").columns.len()", "2"),
        |call| {
            let columns: Vec<String> = call.list(0).iter().map(shown).collect();
            if let Some(twice) =
                columns.iter().enumerate().find(|(at, name)| columns.iter().take(*at).any(|known| known == *name))
            {
                return Err(slip(format!("two columns are called `{}`", twice.1)));
            }
            Ok(Dynamic::from(Sheet::new(Table { title: call.text(1), columns, rows: Vec::new() })))
        },
    ),
    top("print", &[arg("value", Any)], "Writes a line, or a table.", ("print(\"done\")", "done"), |call| {
        if let Some(value) = call.value(0) {
            let output = match value.read_lock::<Sheet>() {
                Some(sheet) => Output::Table(sheet.table()),
                None => Output::Line(shown(value)),
            };
            make(size(&output))?;
            call.session.say(output);
        }
        Ok(Dynamic::UNIT)
    }),
    top(
        "shown",
        &[arg("value", Any), maybe("digits", Number)],
        "A value as a text for people: numbers with three significant digits, or as many as are asked for; of what is \
         missing the reason.",
        ("shown(2 / 3)", "0.667"),
        |call| {
            let value = call.value(0).cloned().unwrap_or_default();
            let digits = if call.value(1).is_some() { call.whole(1)?.clamp(1, 15) } else { 3 };
            let digits = u32::try_from(digits).unwrap_or(3);
            let number = number_of(&value).map(|number| format_number(number, digits).replace('\u{a0}', " "));
            Ok(text(number.unwrap_or_else(|| shown(&value))))
        },
    ),
    top(
        "number",
        &[arg("text", Text)],
        "The number that a text says; an error where it says none.",
        ("number(\"2019\") + 1", "2020"),
        |call| {
            let said = call.text(0);
            let number = said.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            number.map(Dynamic::from).ok_or_else(|| slip(format!("`{said}` is no number; write it as 2019 or 2.5")))
        },
    ),
    top(
        "difference",
        &[arg("now", Any), arg("before", Any)],
        "One number less another; missing where one of them is, so that years and cities can be compared where some \
         figures are not there.",
        ("difference(trondheim.score(\"dimension: society\"), missing(\"no such year\"))", "no such year"),
        |call| {
            for value in call.values {
                if value.is::<MissingValue>() {
                    return Ok(value.clone());
                }
            }
            match (call.value(0).and_then(number_of), call.value(1).and_then(number_of)) {
                (Some(now), Some(before)) => Ok(Dynamic::from(now - before)),
                _ => {
                    let sorts: Vec<String> = call.values.iter().map(called).collect();
                    Err(slip(format!("`difference` is of two numbers, not of {}", sorts.join(" and "))))
                }
            }
        },
    ),
    top(
        "missing",
        &[arg("reason", Text)],
        "A missing value, for a reason of your own.",
        ("is_missing(missing(\"not comparable\"))", "yes"),
        |call| Ok(because(call.text(0))),
    ),
];

pub(super) const ARGUMENTS: &[Entry] = &[
    behind(
        "get",
        &[arg("place", Number), arg("what", Text)],
        "What stands behind the script on the command line, counted from 0. Where nothing stands there, the script ends \
         and says `what` is missing. `args[0]` does the same without saying what.",
        ("args.get(0, \"a folder of cities\")", "cities"),
        |call| {
            let what = call.text(1);
            given(&call.own::<Arguments>()?, call.whole(0)?, Some(&what))
        },
    ),
    behind(
        "or",
        &[arg("place", Number), arg("instead", Any)],
        "The same, or something else where nothing stands there.",
        ("args.or(1, \"dimension\")", "dimension"),
        |call| {
            let found = given(&call.own::<Arguments>()?, call.whole(0)?, None);
            Ok(found.unwrap_or_else(|_| call.value(1).cloned().unwrap_or_default()))
        },
    ),
    behind("len", &[], "How many there are.", ("args.len()", "1"), |call| {
        let count = call.own::<Arguments>()?.0.len();
        Ok(whole(u32::try_from(count).unwrap_or(u32::MAX)))
    }),
];

makers!(call: top of Script, behind of Arguments);

/// One of what stands behind the script.
pub(super) fn given(arguments: &Arguments, place: i64, what: Option<&str>) -> Done {
    let found = usize::try_from(place).ok().and_then(|place| arguments.0.get(place));
    found.map(|found| Dynamic::from(found.clone())).ok_or_else(|| {
        let which = match place {
            0 => "first".to_owned(),
            1 => "second".to_owned(),
            2 => "third".to_owned(),
            _ => format!("{}th", place + 1),
        };
        let what = what.map_or_else(String::new, |what| format!(": {what}"));
        let there = match arguments.0.len() {
            0 => "none is given".to_owned(),
            1 => "one is given".to_owned(),
            count => format!("{count} are given"),
        };
        slip(format!("the script wants a {which} argument{what}; {there}, behind the name of the script"))
    })
}

/// What `city` and `cities` ask for.
fn asked(call: &Call<'_, '_>) -> Result<Asked, Box<EvalAltResult>> {
    const KNOWN: [&str; 3] = ["year", "on", "rules"];
    let mut asked = Asked { folder: call.text(0), ..Asked::default() };
    let Some(how) = call.record(1) else { return Ok(asked) };
    for (name, value) in how.entries() {
        match name.as_str() {
            "year" => asked.year = Some(year(value)?),
            "on" => asked.on = Some(said(name, value)?),
            "rules" => asked.rules = Some(said(name, value)?),
            other => {
                let near =
                    nearest(other, KNOWN).map_or_else(|| "year, on, rules".to_owned(), |near| format!("`{near}`"));
                return Err(slip(format!("`{other}` is nothing that can be said of a city here; there is {near}")));
            }
        }
    }
    Ok(asked)
}

fn year(value: &Dynamic) -> Result<i32, Box<EvalAltResult>> {
    let written = || shown(value).trim().parse().ok();
    let year = number_of(value).and_then(whole_of).and_then(|year| i32::try_from(year).ok()).or_else(written);
    let year = year.filter(|year| (1000..=9999).contains(year));
    year.ok_or_else(|| slip(format!("`{}` is no year; write for example `#{{year: 2019}}`", shown(value))))
}

fn said(name: &str, value: &Dynamic) -> Result<String, Box<EvalAltResult>> {
    match value.is_string() || number_of(value).is_some() {
        true => Ok(shown(value)),
        false => Err(slip(format!("`{name}` takes a text, not {}", called(value)))),
    }
}

fn size(output: &Output) -> usize {
    match output {
        Output::Line(line) => line.len() + size_of::<Output>(),
        Output::Table(table) => table.rows.iter().flatten().map(super::table::Cell::size).sum(),
    }
}

/// Makes what stands behind the script.
pub(super) fn arguments(given: &[String]) -> Arguments {
    Arguments(given.iter().map(|one| one.as_str().into()).collect::<Vec<_>>().into())
}
