//! What the fuzz targets do with a text, shared with the plain test that runs their corpora.

use yardstick::diagnostic::{Style, render_json, render_text};
use yardstick::layer::{Place, Wanted};
use yardstick::script::Form;
use yardstick::{Library, assess, year_of};

/// A pack to read data against.
const PACK: &str = r#"
pack probe "Probe" { language 1; score share_of_target(value, target); bands performance; period latest within 3 years }
bands performance { good "Good" at least 50 % points 2; low "Low" points 1 }
unit household households
input households "Households" { unit households; expect at least 1 household }
input connected "Connected" { unit households }
input terrain "Terrain" { unit one of flat, hilly }
input no2 "NO2" { unit ug per m3; also in ppm times 1_900 ug per m3 per ppm }
input spent "Spent" { unit money per year }
kpi access "Access" { unit %; value connected / households; expect between 0 % and 100 %; target at least 100 % }
kpi plan "Plan" { unit yes_no; target equals yes }
kpi wait "Wait" { unit min; target at most 9 min; start 30 min }
recommend connect "Connect" { when access < 90 %; because "{access}"; action a "Do." }
"#;

/// Reads a text as the only file of a pack; where it is one, evaluates it without data.
pub fn rules(text: &str) {
    let mut library = Library::new();
    let name = library.add_pack([("fuzz.kpi", text)]);
    let wanted = Wanted { name: name.unwrap_or_else(|| "none".to_owned()), span: None };
    let book = library.rule_book(&[wanted], &Place::unknown());
    show(&book.findings, &library);
    let data = yardstick::model::dataset::Dataset::default();
    let _ = assess(&book.value, library.sources(), &data, 2020).advice;
}

/// Reads a text as a sheet of rules, once for each construct that names one.
pub fn sheet(text: &str) {
    const NAMES: [&str; 7] = [
        "targets by country from \"sheet.csv\" where column \"unit\" is not empty because \"x\"",
        "targets from \"sheet.csv\" because \"x\"",
        "kpis from \"sheet.csv\" { id column \"item\"; title column \"source\"; unit column \"unit\"; target column \"target\" }",
        "amend kpis from \"sheet.csv\" because \"x\" { match column \"item\"; weight column \"start\"; class: column \"basis\" }",
        "facet goal \"Goal\" from \"sheet.csv\" { id column \"item\" }",
        "reference average \"the average\" by country from \"sheet.csv\" { value column \"target\" }",
        "table limit by terrain from \"sheet.csv\" { terrain column \"kind\"; value column \"target\" }",
    ];
    for name in NAMES {
        let mut library = Library::new();
        library.add_pack([("probe.kpi", PACK), ("more.kpi", name), ("sheet.csv", text)]);
        let book = library.rule_book(&[Wanted { name: "probe".to_owned(), span: None }], &Place::unknown());
        show(&book.findings, &library);
    }
}

/// Reads a text as a city's sheet, and evaluates what could be read.
pub fn city_data(text: &str) {
    let mut library = Library::new();
    library.add_pack([("probe.kpi", PACK)]);
    let city = library.add_city([("city.kpi", "city c \"C\" { uses probe; country: NO }"), ("data.csv", text)]).value;
    let book = library.rule_book(&city.uses, &city.place()).value;
    let data = library.dataset(&city, &book);
    show(&data.findings, &library);
    let year = year_of(&book, &data.value);
    let _ = assess(&book, library.sources(), &data.value, year).advice;
}

/// Reads a text as a script: beside a rule file, inside of one, and by itself; and runs it.
pub fn script(text: &str) {
    const CALLS: &str = r#"
function f(x: %) -> % takes missing in "f.rhai"
function h(of: record of (share: %, all: list of %)) -> record of (share: %, all: list of %, word: text) takes missing in "f.rhai"
kpi computed "Computed" { unit %; value f(access) }
kpi of_record "Of a record" { unit %; value h(record(share: access, all: access over 3 years)).share }
kpi of_list "Of a list" { unit %; value sum(h(h(record(share: access, all: access))).all) }
recommend compute "Compute" { when f(access) < 50 %; action a "Do." }
"#;
    let inside = (!text.contains("\"\"\"")).then(|| {
        format!(
            "function g(x: %) -> % script \"\"\"{text}\"\"\"\nkpi inside \"Inside\" {{ unit %; value g(access) }}\n"
        )
    });
    let mut library = Library::new();
    let inside = inside.as_deref().unwrap_or("");
    library.add_pack([("probe.kpi", PACK), ("calls.kpi", CALLS), ("inside.kpi", inside), ("f.rhai", text)]);
    let city = library.add_city([
        ("city.kpi", "city c \"C\" { uses probe }"),
        ("data.csv", "item,period,value,unit\nhouseholds,2020,10,households\nconnected,2020,4,households\n"),
    ]);
    let book = library.rule_book(&city.value.uses, &city.value.place());
    show(&book.findings, &library);
    let data = library.dataset(&city.value, &book.value);
    let _ = assess(&book.value, library.sources(), &data.value, 2020).advice;
    let sandbox = library.scripts().sandbox();
    match sandbox.compile(text, Form::Statements(&[])) {
        Ok(program) => {
            if let Err(problem) = sandbox.run(&program, Vec::new()) {
                assert!(text.get(problem.range(text)).is_some(), "{problem:?}");
            }
        }
        Err(found) => {
            for problem in found {
                assert!(text.get(problem.range(text)).is_some(), "{problem:?}");
            }
        }
    }
}

fn show(findings: &[yardstick::diagnostic::Diagnostic], library: &Library) {
    let _ = render_json(findings, library.sources());
    let _ = render_text(findings, library.sources(), Style::default());
}
