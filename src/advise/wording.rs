//! Conditions in words, for reports in another language than that of the rules: titles where the rules have names, and
//! the language's own words for comparisons.

use super::{Material, reason::called};
use crate::formula::{Context, fill};
use crate::model::advice::ComparisonWords;
use crate::model::formula::{Compare, Gather, Node, Operator, Part, PartOf, Set, Shown};
use crate::speech::Fill;
use crate::value::{CompareOp, ItemId, Symbol, Value};

/// Puts expressions into words; what has no words here stays as the rules have it.
pub(super) struct Wording<'m, 'c> {
    pub material: &'m Material<'m>,
    pub context: &'c Context<'c>,
}

impl Wording<'_, '_> {
    /// Whether the report speaks another language than the rules.
    pub fn wanted(&self) -> bool {
        !self.material.book.voice.language().is_original()
    }

    /// Both sides of a comparison.
    pub fn comparison(&self, compare: &Compare) -> Option<ComparisonWords> {
        let banded = is_band(&compare.left) || is_band(&compare.right);
        let key = match (compare.op, banded) {
            (CompareOp::Equal, _) => "compare_equal",
            (CompareOp::NotEqual, _) => "compare_not_equal",
            (CompareOp::Less, false) => "compare_less",
            (CompareOp::AtMost, false) => "compare_at_most",
            (CompareOp::Greater, false) => "compare_greater",
            (CompareOp::AtLeast, false) => "compare_at_least",
            (CompareOp::Less, true) => "compare_band_less",
            (CompareOp::AtMost, true) => "compare_band_at_most",
            (CompareOp::Greater, true) => "compare_band_greater",
            (CompareOp::AtLeast, true) => "compare_band_at_least",
        };
        let left = self.side(&compare.left, &compare.shown)?;
        let number_first = matches!(compare.right, Node::Parameter(_));
        let right = match (&compare.left, &compare.right) {
            (Node::Item(item), Node::Figure(reference, of)) if item == of => {
                self.words(&Node::ReferenceTitle(*reference))?
            }
            (_, right) => self.side(right, &compare.shown)?,
        };
        Some(ComparisonWords { left, right, number_first, key })
    }

    fn side(&self, node: &Node, shown: &Shown) -> Option<String> {
        match node {
            Node::Literal(Value::Band(band)) => Some(called(self.material, *band)),
            Node::Literal(value) => Some(self.material.book.show_as(value, shown)),
            Node::Scale(inner, ..) if matches!(**inner, Node::Literal(_)) => None,
            other => self.words(other),
        }
    }

    /// An expression in words; nothing where there are none for it.
    pub fn words(&self, node: &Node) -> Option<String> {
        let book = self.material.book;
        Some(match node {
            Node::Literal(Value::Band(band)) => called(self.material, *band),
            Node::Literal(value) => book.show_as(value, &Shown::Words),
            Node::Template(template) => fill(template, self.material.scope, self.context),
            Node::Item(id) => self.title(*id),
            Node::Part(of, part) => self.part(of, *part)?,
            Node::Facet(facet) => book.facets.get(*facet as usize)?.title.to_lowercase(),
            Node::Parameter(place) => named(&book.parameters.get(*place as usize)?.title)?,
            Node::Figure(reference, item) => {
                let title = named(&book.references.get(*reference as usize)?.title)?;
                self.say("figure_of", &[("reference", &title), ("item", &self.title(*item))])
            }
            Node::ReferenceTitle(reference) => named(&book.references.get(*reference as usize)?.title)?,
            Node::Against { item, reference } => {
                let title = named(&book.references.get(*reference as usize)?.title)?;
                self.say("against", &[("item", &self.title(*item)), ("reference", &title)])
            }
            Node::Year => book.voice.word("this_year"),
            Node::At(one, year) => self.two("at_year", one, year)?,
            Node::Negate(one) => format!("−{}", self.words(one)?),
            Node::Not(one) => self.say("not", &[("condition", &self.words(one)?)]),
            Node::And(all) => self.joined("list", all)?,
            Node::Or(all) => self.joined("list_or", all)?,
            Node::Arithmetic(operator, one, two) => {
                format!("{} {} {}", self.words(one)?, sign(*operator), self.words(two)?)
            }
            Node::Compare(compare) => {
                let words = self.comparison(compare)?;
                self.say(words.key, &[("left", &words.left), ("right", &words.right)])
            }
            Node::OrElse(one, two) => self.two("or_else", one, two)?,
            Node::IsReported(one, true) => self.one("is_reported", one)?,
            Node::IsReported(one, false) => self.one("is_not_reported", one)?,
            Node::IsApplicable(one, true) => self.one("is_applicable", one)?,
            Node::IsApplicable(one, false) => self.one("is_not_applicable", one)?,
            Node::Over(gather, set) => self.gathered(*gather, &self.set(set)?),
            Node::OverList(gather, all) => {
                let all: Option<Vec<String>> = all.iter().map(|node| self.words(node)).collect();
                let all = all?;
                self.gathered(*gather, &book.voice.list(&all.iter().map(String::as_str).collect::<Vec<_>>()))
            }
            Node::Scale(one, ..) | Node::BandIn(one, _) => self.words(one)?,
            Node::ShareOfTarget(one) => self.one("part_score", one)?,
            _ => return None,
        })
    }

    fn say(&self, key: &str, texts: &[(&str, &str)]) -> String {
        let fills: Vec<(&str, Fill<'_>)> = texts.iter().map(|(name, text)| (*name, Fill::Text(text))).collect();
        self.material.book.voice.say(key, &fills)
    }

    fn one(&self, key: &str, node: &Node) -> Option<String> {
        Some(self.say(key, &[("item", &self.words(node)?)]))
    }

    fn two(&self, key: &str, one: &Node, two: &Node) -> Option<String> {
        Some(self.say(key, &[("item", &self.words(one)?), ("other", &self.words(two)?)]))
    }

    fn joined(&self, key: &str, all: &[Node]) -> Option<String> {
        let all: Option<Vec<String>> = all.iter().map(|node| self.words(node)).collect();
        let all = all?;
        let (last, rest) = all.split_last()?;
        if rest.is_empty() {
            return Some(last.clone());
        }
        Some(self.say(key, &[("rest", &rest.join(", ")), ("last", last)]))
    }

    fn gathered(&self, gather: Gather, set: &str) -> String {
        let key = match gather {
            Gather::Sum => "gather_sum",
            Gather::Mean => "gather_mean",
            Gather::Min => "gather_min",
            Gather::Max => "gather_max",
            Gather::Median => "gather_median",
            Gather::Count => "gather_count",
            Gather::List | Gather::Each => "gather_list",
            Gather::Growth => "gather_growth",
        };
        self.say(key, &[("set", set)])
    }

    /// `KPIs where the status is not reported`, `the points of Transport Mode Share`.
    fn set(&self, set: &Set) -> Option<String> {
        let what = set.what.trim_end_matches('s');
        let set_of = self.material.book.voice.maybe(&format!("set_{what}"), &[])?;
        match &set.condition {
            Some(condition) => Some(self.say("set_where", &[("set", &set_of), ("condition", &self.words(condition)?)])),
            None => match set.members.first().and_then(|id| self.material.book.item(*id)?.parent) {
                Some(parent) => Some(self.say("set_of", &[("set", &set_of), ("item", &self.title(parent))])),
                None => Some(set_of),
            },
        }
    }

    fn part(&self, of: &PartOf, part: Part) -> Option<String> {
        let title = match of {
            PartOf::Item(id) => self.title(*id),
            PartOf::Member => match self.context.member {
                Some(member) => self.title(member),
                None => return self.material.book.voice.maybe(member_key(part)?, &[]),
            },
            PartOf::Own => self.title(self.context.own?),
            PartOf::Group { rollup, key } => self.group(*rollup, key)?,
        };
        let key = match part {
            Part::Value | Part::Band | Part::Title | Part::Met => return Some(title),
            Part::Target => "part_target",
            Part::Start => "part_start",
            Part::Score => "part_score",
            Part::Points => "part_points",
            Part::Status => "part_status",
            Part::Quality => "part_quality",
            Part::Coverage => "part_coverage",
            Part::Required => "part_required",
            Part::Progress => "part_progress",
            Part::Arrival => "part_arrival",
            Part::Budget => "part_budget",
        };
        Some(self.say(key, &[("item", &title)]))
    }

    fn group(&self, rollup: u16, key: &[Symbol]) -> Option<String> {
        let book = self.material.book;
        let facets = &book.rollups.get(rollup as usize)?.facets;
        let titles = facets.iter().zip(key).filter_map(|(facet, value)| {
            let facet = book.facets.get(*facet as usize)?;
            facet.values.iter().find(|known| known.symbol == *value).map(|known| known.title.clone())
        });
        Some(titles.collect::<Vec<_>>().join(": "))
    }

    /// The title of an item, led by that of its KPI where it is a point.
    fn title(&self, id: ItemId) -> String {
        let book = self.material.book;
        let own = |id: ItemId| {
            let evaluated = self.material.card.result(id).map(|result| result.title.to_string());
            let plain = || book.item(id).and_then(|item| item.title.as_plain()).map(str::to_owned);
            evaluated.filter(|title| !title.is_empty()).or_else(plain).unwrap_or_default()
        };
        let title = own(id);
        let title = if title.is_empty() { book.item_name(id).to_owned() } else { title };
        match book.item(id).and_then(|item| item.parent) {
            Some(parent) if book.item(id).is_some_and(|item| item.kind == crate::model::rules::ItemKind::Point) => {
                format!("{}: {title}", own(parent))
            }
            _ => title,
        }
    }
}

/// What a part of each member of a set is called.
fn member_key(part: Part) -> Option<&'static str> {
    match part {
        Part::Status => Some("each_status"),
        Part::Band => Some("each_band"),
        Part::Score => Some("each_score"),
        Part::Value => Some("each_value"),
        Part::Quality => Some("each_quality"),
        Part::Points => Some("each_points"),
        Part::Target => Some("each_target"),
        _ => None,
    }
}

fn named(title: &str) -> Option<String> {
    (!title.is_empty()).then(|| title.to_owned())
}

fn is_band(node: &Node) -> bool {
    matches!(
        node,
        Node::Literal(Value::Band(_) | Value::Status(_) | Value::Quality(_))
            | Node::Against { .. }
            | Node::BandIn(..)
            | Node::Part(_, Part::Band | Part::Status | Part::Quality)
    )
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "−",
        Operator::Multiply => "×",
        Operator::Divide => "/",
        Operator::Power => "^",
    }
}
