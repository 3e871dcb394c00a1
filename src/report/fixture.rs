//! A small rule book and its results, for the tests of the reports.

use super::provenance::Provenance;
use super::view::{Filter, View};
use crate::model::advice::{Advice, Comparison, NotGiven, Reason, Recommended, Subject};
use crate::model::dataset::{City, Dataset, Figure};
use crate::model::formula::{Shown, Template};
use crate::model::rules::{
    Band, Case, Facet, FacetValue, FacetValues, Item, ItemKind, Measure, Members, Metric, Note, Priority,
    Recommendation, Rollup, RollupPart, RuleBook, Scale, Target,
};
use crate::model::scorecard::{GroupResult, ItemResult, Origin, RollupResult, Scorecard, TargetResult};
use crate::source::{Sources, Span};
use crate::unit::{Unit, read_unit};
use crate::value::{BandRef, GoalKind, ItemId, Missing, MissingKind, Status, Symbol, Value};

/// Owns what a view borrows.
pub(super) struct Fixture {
    pub book: RuleBook,
    pub data: Dataset,
    pub card: Scorecard,
    pub advice: Advice,
    sources: Sources,
    provenance: Provenance,
}

/// Three KPIs: one strong, one low, one not reported; two groups; a title that tries to be a tag.
pub(super) fn fixture() -> Fixture {
    let mut book = RuleBook::default();
    let percent = book.units.resolve(&read_unit("%").unwrap()).unwrap();
    let words = ["economy", "society", "strong", "low"];
    let [economy, society, strong, low] = words.map(|word| Symbol(book.words.insert_full(word.into()).0 as u32));
    let value = |symbol, title: &str| FacetValue { symbol, title: title.into(), parent: None, weight: 1.0 };
    book.facets.push(Facet {
        name: "dimension".into(),
        title: "Dimension".into(),
        many: false,
        values: vec![value(economy, "Economy"), value(society, "Society & Culture")],
        span: Span::default(),
    });
    let band = |name, title: &str, points| Band { name, title: title.into(), edges: vec![], points: Some(points) };
    book.scales.push(Scale {
        name: "performance".into(),
        of: None,
        shown: Shown::Number { unit: Box::new(percent.clone()), digits: 3 },
        bands: vec![band(strong, "95 % or more", 4.0), band(low, "less than 95 %", 1.0)],
        note: Note::default(),
    });
    book.rollups.push(Rollup {
        name: "dimension".into(),
        facets: vec![0],
        of: Members::Leaves,
        part: RollupPart::Score,
        by: Vec::new(),
        require: Vec::new(),
        scale: Some(0),
        own_scale: false,
        metric: Metric::default(),
        note: Note::default(),
    });
    for (at, (name, title, group)) in [
        ("internet", "Internet <script>alert(1)</script>", economy),
        ("noise", "Noise", society),
        ("meters", "Meters", economy),
    ]
    .into_iter()
    .enumerate()
    {
        book.items.push(item(at, name, title, group, &percent));
    }
    let card = card(economy, society);
    book.recommendations.push(recommendation("quiet", "Less noise"));
    book.recommendations.push(recommendation("wires", "More wires"));
    let sources = Sources::new();
    let provenance = Provenance::of(&book, &sources);
    Fixture { book, data: data(), card, advice: advice(), sources, provenance }
}

impl Fixture {
    pub fn view(&self, filter: Option<Filter>) -> View<'_> {
        View {
            book: &self.book,
            data: &self.data,
            card: &self.card,
            advice: &self.advice,
            sources: &self.sources,
            provenance: &self.provenance,
            filter,
        }
    }
}

fn card(economy: Symbol, society: Symbol) -> Scorecard {
    let group = |symbol, members: &[u32], points: f64, band| GroupResult {
        groups: [].into(),
        shares: vec![],
        way: None,
        key: vec![symbol],
        members: members.iter().map(|id| ItemId(*id)).collect(),
        applicable: u32::try_from(members.len()).unwrap(),
        scored: 1,
        reported: 1,
        points: Some(points),
        max_points: Some(4.0),
        score: Ok(Value::Number(points / 4.0)),
        band: Ok(BandRef { scale: 0, index: band }),
    };
    Scorecard {
        on: None,
        year: 2020,
        results: vec![result(0, Some((0.98, 0))), result(1, Some((0.2, 1))), result(2, None)],
        rollups: vec![RollupResult {
            rollup: 0,
            groups: [group(economy, &[0, 2], 4.0, 0), group(society, &[1], 1.0, 1)].into(),
        }],
        checks: vec![],
        notices: vec![],
    }
}

fn data() -> Dataset {
    let mut data =
        Dataset { city: City { name: "town".into(), title: "Town".into(), ..City::default() }, ..Dataset::default() };
    for (item, share) in [(0, 0.98), (1, 0.2)] {
        data.push(Figure {
            item: ItemId(item),
            year: Some(2020),
            value: Some(Value::Number(share)),
            printed: "98".into(),
            unit: "%".into(),
            status: Status::Reported,
            quality: None,
            source: "Profile".into(),
            place: "line 1".into(),
            note: String::new(),
            currency: None,
            converted: None,
            line: 2,
            span: Span::default(),
        });
    }
    data
}

fn advice() -> Advice {
    let subject = |at, title: &str| Subject { recommendation: at, member: None, title: title.into() };
    let reason = |sign, holds| Reason {
        condition: format!("noise {sign} 40 %"),
        comparisons: vec![Comparison {
            left: "noise".into(),
            left_value: "20\u{a0}%".into(),
            sign,
            right: "40 %".into(),
            right_value: "40\u{a0}%".into(),
            holds: Some(holds),
            by: None,
            turns_at: Some("above 40\u{a0}%".into()),
            words: None,
        }],
        items: vec![ItemId(1)],
        missing: None,
        words: None,
        by_code: false,
        evidence: vec![],
    };
    let given = Recommended {
        subject: subject(0, "Less noise"),
        rank: 1,
        priority: Priority::High,
        shortfall: Some(0.8),
        effect: None,
        fired: vec![reason("<", true)],
        open: vec![],
        about: None,
        because: vec!["It is loud.".into()],
        actions: vec![],
        credits: vec![],
        resources: vec![],
    };
    let not = NotGiven { subject: subject(1, "More wires"), failed: vec![reason(">", false)], not_applicable: None };
    Advice { given: vec![given], not_given: vec![not], ..Advice::default() }
}

fn recommendation(name: &str, title: &str) -> Recommendation {
    Recommendation {
        name: name.into(),
        title: Template::plain(title),
        each: None,
        outside: None,
        facets: vec![],
        about: None,
        when: vec![],
        unless: vec![],
        priorities: vec![],
        because: vec![],
        actions: vec![],
        effects: vec![],
        credits: vec![],
        resources: vec![],
        retired: vec![],
        note: Note::default(),
    }
}

fn item(at: usize, name: &str, title: &str, group: Symbol, unit: &Unit) -> Item {
    let target = Case { value: Target::NoBenchmark, when: None, from: None, until: None, note: Note::default() };
    Item {
        id: ItemId(u32::try_from(at).unwrap()),
        kind: ItemKind::Kpi,
        name: name.into(),
        title: Template::plain(title),
        parent: None,
        points: vec![],
        inputs: vec![],
        code: Some(format!("T{at}")),
        about: None,
        source: None,
        evidence: vec![],
        measure: Measure::Unit(Box::new(unit.clone())),
        facets: vec![FacetValues { facet: 0, values: vec![group], evidence: None }],
        values: vec![],
        per: vec![],
        figures_in: None,
        impute: None,
        treat: None,
        expects: vec![],
        targets: vec![target],
        starts: vec![],
        not_applicable: vec![],
        shapes: vec![],
        progress: vec![],
        retired: vec![],
        scores: vec![],
        metric: Metric::default(),
        scale: Some(0),
        tolerance: vec![],
        prefer_reported: vec![],
        prefer_source: vec![],
        least: vec![],
        also_in: vec![],
        assume: vec![],
        better: None,
        digits: 3,
        weight: 1.0,
        apart: vec![],
        span: Span::default(),
        layer: 0,
    }
}

fn result(at: u32, found: Option<(f64, u16)>) -> ItemResult {
    let missing = Missing::not_reported(ItemId(at));
    ItemResult {
        item: ItemId(at),
        title: "".into(),
        value: found.map(|(share, _)| Value::Number(share)).ok_or_else(|| missing.clone()),
        year: found.map(|_| 2020),
        origin: if found.is_some() { Origin::Reported(at) } else { Origin::None },
        status: if found.is_some() { Status::Reported } else { Status::NotReported },
        quality: None,
        figures: found.iter().map(|_| at).collect(),
        assumed: vec![],
        stood_in: false,
        other: None,
        target: match found {
            Some(_) => {
                Ok(TargetResult { kind: GoalKind::AtLeast, bound: Value::Number(1.0), upper: None, case: 0, by: None })
            }
            None => Err(Missing::because(MissingKind::NoBenchmark, None, "none is set".to_owned())),
        },
        start: None,
        score: found.map(|(share, _)| Value::Number(share)).ok_or_else(|| missing.clone()),
        band: found.map(|(_, index)| BandRef { scale: 0, index }).ok_or_else(|| missing.clone()),
        points: found.map(|(_, index)| if index == 0 { 4.0 } else { 1.0 }).ok_or_else(|| missing.clone()),
        max_points: found.map(|_| 4.0),
        met: Ok(false),
        path: None,
        prepared: None,
    }
}
