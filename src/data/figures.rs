//! Figures in the long form: `item,period,value,unit,status,quality,source,place,note`.

use super::columns::{COLUMNS, Column, Columns};
use super::findings::Findings;
use super::repeats::Repeats;
use super::row::{Read, Rows};
use crate::cells::Scanner;
use crate::cells::opened;
use crate::cells::{Marks, decimal_mark};
use crate::diagnostic::Diagnostic;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::{SourceId, Span};

/// Reads figures and adds them to a city's data.
///
/// The sign between the cells is found out from the header: comma, semicolon or tab. The columns are found by their
/// names. A row that is broken is left out. Spans are bytes of `text`, which `source` names.
pub fn read_figures(source: SourceId, text: &str, book: &RuleBook, into: &mut Dataset) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    read(source, text, (book, into), &mut findings);
    findings.finish()
}

fn read(source: SourceId, text: &str, (book, into): (&RuleBook, &mut Dataset), findings: &mut Findings) {
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        let finding = Diagnostic::error("data::file::empty", Span::new(source, 0, 0), "the file is empty");
        findings.push(finding.help(format!("begin it with the header `{}`", COLUMNS.join(","))));
        return;
    }
    let mut records = opened(text, &COLUMNS);
    let Some(header) = records.find(|record| !record.is_blank()) else { return };
    let Some(columns) = Columns::read(&header, source, findings) else { return };
    let marks = marks(records.clone(), &columns);
    let rows = Rows { book, columns, source, marks };
    let (mut repeats, mut loose) = (Repeats::of(into), Loose::default());
    let mut count = 0_usize;
    for record in records.filter(|record| !record.is_blank()) {
        if findings.enough() {
            break;
        }
        count += 1;
        let Some(read) = rows.read(&record, findings) else { continue };
        loose.count(&read);
        repeats.check(&read, into, findings);
        into.push(read.figure);
    }
    if count == 0 {
        let span = Span::new(source, header.start, header.end);
        let finding = Diagnostic::warning("data::file::no_rows", span, "no figure follows the header");
        findings.push(finding.help("write a row for each figure below the header"));
    }
    loose.tell(findings);
}

/// How the file writes its numbers.
fn marks(records: Scanner<'_>, columns: &Columns) -> Marks {
    let mut marks = Marks { comma_file: records.separator() == b',', ..Marks::default() };
    for record in records {
        let mark = columns.cell(&record, Column::Value).and_then(|cell| decimal_mark(&cell.text));
        marks.point_seen |= mark == Some('.');
        marks.comma_seen |= mark == Some(',');
    }
    marks
}

/// What many rows of a file leave unsaid, told once.
#[derive(Debug, Default)]
struct Loose {
    units: usize,
    first_unit: Option<Span>,
    periods: usize,
    first_period: Option<Span>,
}

impl Loose {
    fn count(&mut self, read: &Read) {
        if read.unit_assumed {
            self.units += 1;
            self.first_unit.get_or_insert(read.figure.span);
        }
        if read.figure.year.is_none() && read.figure.value.as_ref().is_some_and(|value| value.as_bound().is_some()) {
            self.periods += 1;
            self.first_period.get_or_insert(read.figure.span);
        }
    }

    fn tell(&self, findings: &mut Findings) {
        let figures =
            |count: usize| if count == 1 { "1 figure has".to_owned() } else { format!("{count} figures have") };
        if let Some(span) = self.first_unit {
            let message = format!("{} no unit; the unit of the rules is taken", figures(self.units));
            let finding = Diagnostic::advice("data::unit::assumed", span, message).here("the first one");
            findings.push(
                finding.help(
                    "write the unit in the column `unit`, so that a change of the rules cannot change the figure",
                ),
            );
        }
        if let Some(span) = self.first_period {
            let message = format!("{} no period; they count for every year", figures(self.periods));
            let finding = Diagnostic::advice("data::period::missing", span, message).here("the first one");
            findings.push(finding.help("write the year in the column `period`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read_figures;
    use crate::data::fixture::book;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::model::dataset::Dataset;
    use crate::source::Sources;
    use crate::unit::full_precision;
    use crate::value::{Quality, Status, Value};

    struct Outcome {
        dataset: Dataset,
        findings: Vec<Diagnostic>,
        sources: Sources,
    }

    impl Outcome {
        /// Code and place of each finding.
        fn told(&self) -> Vec<String> {
            self.findings.iter().map(|found| format!("{} {}", found.code, self.sources.place(found.span()))).collect()
        }

        /// The number of each figure.
        fn numbers(&self) -> Vec<String> {
            let number =
                |value: &Option<Value>| value.as_ref().and_then(Value::as_number).map_or("-".into(), full_precision);
            self.dataset.figures.iter().map(|figure| number(&figure.value)).collect()
        }
    }

    fn read(text: &str) -> Outcome {
        let mut sources = Sources::new();
        let id = sources.add("d", text);
        let mut dataset = Dataset::default();
        let findings = read_figures(id, text, &book(), &mut dataset);
        Outcome { dataset, findings, sources }
    }

    const HEAD: &str = "item,period,value,unit,status,quality,source,place,note\n";

    fn long(rows: &str) -> Outcome {
        read(&format!("{HEAD}{rows}"))
    }

    #[test]
    fn a_clean_row_becomes_a_figure() {
        let out = long(
            "water_supply_loss,2020,28.42,%,verified,measured,Profile,\"p. 4, note\",\"28 %, \"\"elsewhere\"\"\"\n",
        );
        assert_eq!(out.told(), [""; 0]);
        let figure = &out.dataset.figures[0];
        assert_eq!((figure.year, figure.printed.as_str(), figure.unit.as_str()), (Some(2020), "28.42", "%"));
        assert_eq!((figure.status, figure.quality), (Status::Verified, Some(Quality::Measured)));
        assert_eq!((figure.place.as_str(), figure.note.as_str()), ("p. 4, note", "28 %, \"elsewhere\""));
        assert_eq!((figure.line, out.sources.text(figure.span)), (2, "28.42"));
        assert_eq!(out.numbers(), ["0.2842"]);
    }

    #[test]
    fn semicolons_tabs_and_any_order_are_read() {
        let out = read(
            "\u{feff}Value;ITEM;period;unit\r\n28,42;water_supply_loss;2020;%\r\n206 000;population;2020;inhabitants\r\n",
        );
        assert_eq!((out.numbers(), out.told()), (vec!["0.2842".into(), "206000".into()], vec![]));
        assert_eq!(read("item\tvalue\tperiod\npopulation\t5\t2020\n").numbers(), ["5"]);
        assert_eq!(read("sep=;\nitem;value;period\npopulation;5;2020\n").dataset.figures[0].line, 3);
        assert_eq!(
            read("item,value\npopulation,5").told(),
            ["data::unit::assumed d:2:12", "data::period::missing d:2:12"]
        );
    }

    #[test]
    fn decimal_commas_are_settled_or_asked_for() {
        let out = long(
            "water_supply_loss,2020,\"28,42\",%\npopulation,2020,\"1,234\",inhabitants\nfire_service,2020,72,5,per 100_000 inhabitants,reported,,x,,\n",
        );
        assert_eq!(
            out.told(),
            ["data::value::decimal_comma d:2:24", "data::value::ambiguous d:3:17", "data::value::decimal_comma d:4:19"]
        );
        assert_eq!(out.findings[0].fix.as_ref().unwrap().text, "28.42");
        assert_eq!(out.findings[2].help.as_deref(), Some("write `72.5`"));
        assert_eq!(out.numbers(), ["0.2842"]);
        let full = long("fire_service,2020,72,5,per 100_000 inhabitants,reported,,x,,note\n");
        assert_eq!(full.told(), ["data::value::decimal_comma d:2:19"]);
        assert_eq!(full.sources.text(full.findings[0].fix.as_ref().unwrap().span), "72,5");
    }

    #[test]
    fn all_slips_of_a_row_come_at_once() {
        let out = long(
            "popualtion,2020,5,\nwater_supply_loss,last,high,kg,reportd,meashured,,,\npopulation,2020,5,inhabitants\n",
        );
        assert_eq!(
            out.told(),
            [
                "data::item::unknown d:2:1",
                "data::period::unreadable d:3:19",
                "data::status::unknown d:3:32",
                "data::quality::unknown d:3:40",
                "data::value::text d:3:24",
                "data::unit::mismatch d:3:29",
            ]
        );
        assert_eq!(out.findings[0].help.as_deref(), Some("did you mean `population`?"));
        assert_eq!(out.findings[4].labels[0].text, "column `value`, `water_supply_loss`");
        assert_eq!(out.numbers(), ["5"]);
    }

    #[test]
    fn what_is_not_there_has_a_status() {
        let rows = "population,2020,:,\npopulation,2019,c,\npopulation,2018,-,\npopulation,2017,,,reported\n\
                    population,2016,..,,not_applicable\npopulation,2015,3.1,inhabitants,not_reported,,,,a proxy\nterrain,,NA,\n\
                    population,2014,,,not_verified\n";
        let out = long(rows);
        assert_eq!(
            out.told(),
            ["data::value::hyphen d:4:17", "data::status::no_value d:5:19", "data::status::no_reason d:6:21"]
        );
        let statuses: Vec<&str> = out.dataset.figures.iter().map(|figure| figure.status.word()).collect();
        let none = "not_reported";
        assert_eq!(statuses, [none, none, none, none, "not_applicable", none, none, "rejected"]);
        assert_eq!(out.dataset.figures[1].note, "suppressed by the office that publishes it (`c`)");
        assert_eq!(out.numbers()[5], "3.1");
    }

    #[test]
    fn repeats_are_told_with_both_lines() {
        let out = long(
            "population,2020,5,inhabitants,,,A,,\npopulation,2020,5,inhabitants,,,A,,\npopulation,2020,6,inhabitants,,,A,,\npopulation,2020,6,inhabitants,,,B,,\n\
                        loss,2020,28,%,,,A,p. 1,\nloss,2020,29,%,,,A,p. 2,\npopulation,2020-01,7,inhabitants,,,A,,\n",
        );
        assert_eq!(
            out.told(),
            ["data::figure::twice d:3:17", "data::figure::differs d:4:17", "data::figure::differs d:7:11"]
        );
        assert_eq!(out.findings[1].labels[1].text, "line 2: 5 inhabitants");
        assert_eq!(out.findings[2].severity, Severity::Advice);
        assert_eq!((out.dataset.figures.len(), out.dataset.figures[6].note.as_str()), (7, "period 2020-01"));
    }

    #[test]
    fn headers_must_name_item_and_value() {
        for (text, told) in [
            ("", "data::file::empty d:1:1"),
            ("\u{feff} \n\n", "data::file::empty d:1:1"),
            ("itm,value,period\n", "data::column::missing d:1:1"),
            ("itm,valeu\n", "data::column::missing d:1:1"),
            ("population,2020,5\n", "data::column::missing d:1:1"),
            ("item,value,item\n", "data::column::twice d:1:12"),
            ("item,value\n", "data::file::no_rows d:1:1"),
            ("item,value,region\npopulation,:\n", "data::column::unknown d:1:12"),
            ("item,value,staus\npopulation,:\n", "data::column::unknown d:1:12"),
        ] {
            assert_eq!(read(text).told()[0], told, "{text}");
        }
        assert_eq!(read("item,value,region\n").findings[0].severity, Severity::Advice);
        assert_eq!(read("item,value,staus\n").findings[0].fix.as_ref().unwrap().text, "status");
        assert_eq!(read("itm,value\n").findings[0].labels[0].text, "is `item` meant?");
    }

    #[test]
    fn broken_rows_leave_the_others_standing() {
        let out = long(
            "population,2020,\"5,inhabitants\npopulation,2020,6,inhabitants,,,,,,x\n,,,\nplain_count,2020,7,\nloss,2020,1e400,%\n,2020,5,\n",
        );
        assert_eq!(
            out.told(),
            [
                "data::row::quote d:2:17",
                "data::row::cells d:3:36",
                "data::value::not_finite d:6:11",
                "data::item::missing d:7:1",
            ]
        );
        assert_eq!(out.numbers(), ["7"]);
    }

    #[test]
    fn hopeless_files_end() {
        let many = long(&"nonsense_of_a_row,2020,5,\n".repeat(50_000));
        assert_eq!(many.findings.len(), 101);
        assert_eq!(
            many.findings[100].message,
            "and 10000 more findings in this file; the rest of the file is not read"
        );
        let quotes = long(&"\"a,\n".repeat(50_000));
        assert!(quotes.findings.len() <= 101);
        let wide = long(&format!("population,2020,{},%\n", "9,".repeat(2_000_000)));
        assert_eq!(wide.findings.len(), 1);
        let same = long(&"population,2020,5,inhabitants,,,A,,\n".repeat(20_000));
        assert_eq!((same.dataset.figures.len(), same.findings.len()), (9_901 + 200, 101));
        for text in
            ["\0", "\"", "item,value\n\0,\"", "item;value\n;;;;\n;\"\"\"\n", "sep=\n", "sep=;", "\u{feff}sep=,\nitem"]
        {
            read(text);
        }
    }
}
