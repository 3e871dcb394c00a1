//! What every report promises: the same facts, texts that cannot break out, and no need of facets.

use super::fixture::fixture;
use super::{Filter, Style, html, scorecard_csv, scorecard_json, text, wheel_svg};

#[test]
fn the_page_needs_no_network_and_runs_no_script() {
    let fixture = fixture();
    let page = html(&fixture.view(None)).unwrap();
    for forbidden in ["<script", "src=", "@import", "url(http", "<link"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("Internet &lt;script&gt;alert(1)&lt;"));
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
}

#[test]
fn the_page_says_strengths_and_weaknesses_in_sentences() {
    let fixture = fixture();
    let page = html(&fixture.view(None)).unwrap();
    assert!(page.contains("Noise is 20\u{a0}%; the target is at least 100\u{a0}%: low, score 20\u{a0}%."));
    assert!(page.contains("Society &amp; Culture scores 25\u{a0}% (low), 1 of 4 points"));
    assert!(page.contains("it would fire above 40\u{a0}%"));
}

#[test]
fn the_table_has_a_row_for_each_kpi() {
    let fixture = fixture();
    let table = scorecard_csv(&fixture.view(None)).unwrap();
    let mut rows = ::csv::Reader::from_reader(table.as_bytes());
    let band = rows.headers().unwrap().iter().position(|name| name == "band").unwrap();
    let found: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(found.iter().map(|row| row[band].to_owned()).collect::<Vec<_>>(), ["strong", "low", ""]);
    assert_eq!(&found[0][1], "internet");
}

#[test]
fn the_json_holds_values_in_the_declared_unit_and_reasons() {
    let fixture = fixture();
    let text = scorecard_json(&fixture.view(None)).unwrap();
    assert!(text.ends_with("}\n"));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["schema"]["name"], "yardstick.scorecard");
    assert_eq!(json["items"][0]["value"], 98);
    assert_eq!(json["items"][0]["figures"][0]["source"], "Profile");
    assert_eq!(json["items"][2]["reason"]["kind"], "not_reported");
    assert_eq!(json["recommendations"]["not_given"][0]["failed"][0]["comparisons"][0]["turns_at"], "above 40\u{a0}%");
}

#[test]
fn the_wheel_has_a_cell_and_a_tooltip_for_each_item_and_group() {
    let fixture = fixture();
    let wheel = wheel_svg(&fixture.view(None));
    assert_eq!(wheel.matches("<g stroke=").count(), 5);
    assert!(wheel.contains("<title>Noise: 20\u{a0}%, low (less than 95 %), 1 of 4 points</title>"));
    assert!(wheel.contains("not reported · 1"));
    assert!(!wheel.contains("<script"));
    assert_eq!(wheel, wheel_svg(&fixture.view(None)));
}

#[test]
fn rules_without_facets_give_a_wheel_of_one_ring() {
    let mut fixture = fixture();
    fixture.book.rollups.clear();
    fixture.card.rollups.clear();
    let wheel = wheel_svg(&fixture.view(None));
    assert_eq!(wheel.matches("<g stroke=").count(), 3);
    assert!(html(&fixture.view(None)).is_ok());
    assert!(text(&fixture.view(None), 80, Style::default()).starts_with("Town, 2020"));
}

#[test]
fn a_filter_shows_what_carries_the_value() {
    let fixture = fixture();
    let filter = Filter::read(&fixture.book, "dimension=society").unwrap();
    let view = fixture.view(Some(filter));
    let json: serde_json::Value = serde_json::from_str(&scorecard_json(&view).unwrap()).unwrap();
    assert_eq!(json["items"].as_array().unwrap().len(), 1);
    assert_eq!(json["rollups"][0]["groups"].as_array().unwrap().len(), 1);
    assert_eq!(wheel_svg(&view).matches("<g stroke=").count(), 2);
    let near = Filter::read(&fixture.book, "dimension=sociey").unwrap_err();
    assert!(near.contains("the nearest is `society`"), "{near}");
    assert!(Filter::read(&fixture.book, "dimension").is_err());
}

#[test]
fn the_summary_fits_its_width_and_says_bands_in_words() {
    let fixture = fixture();
    let summary = text(&fixture.view(None), 80, Style::default());
    assert!(summary.lines().all(|line| line.chars().count() <= 80), "{summary}");
    assert!(summary.contains("strong") && !summary.contains('\u{1b}'));
    assert!(text(&fixture.view(None), 80, Style { colour: true }).contains("\u{1b}[31mlow"));
}
