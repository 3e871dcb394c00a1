//! The page of the reference that lists what analyses can call: made of the rows that are registered.

use crate::script::analysis::{Entry, LIMITS, Of, entries};

/// What stands above the rows of a sort.
fn about(of: Of) -> (&'static str, &'static str) {
    match of {
        Of::Script => ("To begin with", ""),
        Of::City => (
            "A city",
            "What the city says of itself can be read as well: `city.country`, `city.terrain`. What it does not say is \
             missing.",
        ),
        Of::Item => ("An item: a KPI, a point, an input", ""),
        Of::Step => ("The step to the next band", ""),
        Of::Group => ("A group of a roll-up", ""),
        Of::Recommendation => ("A recommendation", ""),
        Of::Check => ("What a check found", ""),
        Of::Notice => ("A notice", ""),
        Of::List => ("A list", "Beside what every script can do with lists."),
        Of::Ranked => ("A place in a ranking", ""),
        Of::Table => ("A table", ""),
        Of::Arguments => ("The arguments", "What stands behind the script on the command line. All of it are texts."),
    }
}

/// The page.
pub(in crate::author) fn page() -> String {
    let mut text = format!(
        "# What an analysis can call\n\nAn analysis is a script that [`yardstick run`](../analyses.md) runs. Values are \
         numbers in the unit that the rules declare, scores are in percent, a missing value is asked for with \
         `is_missing(x)` and `reason(x)`. In the examples `trondheim` is `city(\"cities/trondheim\")`, `all` is \
         `cities(\"cities\")`, and the command line gives one argument, `cities`.\n\nAn analysis may take {} seconds and \
         {} MiB, unless `--seconds` and `--memory` say otherwise.\n",
        LIMITS.wall_time.as_secs(),
        LIMITS.memory >> 20
    );
    for of in Of::ALL {
        let (title, said) = about(of);
        text += &format!("\n## {title}\n\n");
        if !said.is_empty() {
            text += &format!("{said}\n\n");
        }
        text += "| written | meaning | example | gives |\n|---|---|---|---|\n";
        entries().filter(|entry| entry.of == of).for_each(|entry| text += &row(entry));
    }
    text
}

fn row(entry: &Entry) -> String {
    let (example, gives) = entry.example;
    let cells = [format!("`{}`", entry.form()), entry.about.to_owned(), format!("`{example}`"), gives.to_owned()];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}
