//! What if: rules and figures with a supposition worked into them. Only the half that it touches is copied.

use std::borrow::Cow;

use crate::model::dataset::{Dataset, Figure};
use crate::model::formula::Node;
use crate::model::rules::{Case, Note, RuleBook, Target};
use crate::model::supposition::{SupposedFigure, Supposition, Weighted};
use crate::source::Span;
use crate::value::{ItemId, Status};

/// The rules and the figures of a city, as they would be.
#[derive(Debug, Clone)]
pub struct World<'a> {
    /// The rules.
    pub book: Cow<'a, RuleBook>,
    /// The figures.
    pub data: Cow<'a, Dataset>,
}

impl<'a> World<'a> {
    /// Rules and figures with a supposition worked in.
    #[must_use]
    pub fn of(book: &'a RuleBook, data: &'a Dataset, supposition: &Supposition) -> Self {
        let mut world = Self { book: Cow::Borrowed(book), data: Cow::Borrowed(data) };
        if !supposition.figures.is_empty() {
            let data = world.data.to_mut();
            supposition.figures.iter().for_each(|figure| put_figure(data, figure));
        }
        if !supposition.leaves_rules() {
            put_rules(world.book.to_mut(), supposition);
        }
        world
    }
}

/// Puts a figure into a city's data: in the place of the one that counts, so that status, grade and source stay, else
/// beside the others.
pub fn put_figure(data: &mut Dataset, supposed: &SupposedFigure) {
    let known = supposed.place.and_then(|place| data.figures.get_mut(place as usize));
    if let Some(figure) = known {
        figure.value = Some(supposed.value.clone());
        figure.printed = String::new();
        if supposed.currency.is_some() {
            figure.currency.clone_from(&supposed.currency);
        }
        return;
    }
    data.push(Figure {
        item: supposed.item,
        year: supposed.year,
        value: Some(supposed.value.clone()),
        printed: String::new(),
        unit: String::new(),
        status: Status::Reported,
        quality: None,
        source: String::new(),
        place: String::new(),
        note: String::new(),
        currency: supposed.currency.clone(),
        converted: None,
        line: 0,
        span: Span::default(),
    });
}

fn put_rules(book: &mut RuleBook, supposition: &Supposition) {
    for (place, value) in &supposition.parameters {
        if let Some(parameter) = book.parameters.get_mut(*place as usize) {
            parameter.values = vec![always(Node::Literal(value.clone()))];
        }
    }
    for (of, weight) in &supposition.weights {
        set_weight(book, *of, *weight);
    }
    for (item, goal) in &supposition.targets {
        if let Some(item) = book.items.get_mut(item.0 as usize) {
            item.targets = vec![always(Target::Goal(goal.clone()))];
        }
    }
    for (item, start) in &supposition.starts {
        if let Some(item) = book.items.get_mut(item.0 as usize) {
            item.starts = vec![always(start.clone())];
        }
    }
}

/// Sets a weight in roll-ups.
pub fn set_weight(book: &mut RuleBook, of: Weighted, weight: f64) {
    match of {
        Weighted::Item(ItemId(item)) => {
            if let Some(item) = book.items.get_mut(item as usize) {
                item.weight = weight;
            }
        }
        Weighted::FacetValue { facet, value } => {
            let values = book.facets.get_mut(facet as usize).map(|facet| &mut facet.values);
            if let Some(known) = values.and_then(|values| values.iter_mut().find(|known| known.symbol == value)) {
                known.weight = weight;
            }
        }
    }
}

/// The weight that something has.
#[must_use]
pub fn weight_of(book: &RuleBook, of: Weighted) -> f64 {
    let found = match of {
        Weighted::Item(item) => book.item(item).map(|item| item.weight),
        Weighted::FacetValue { facet, value } => {
            let values = book.facets.get(facet as usize).map(|facet| &facet.values);
            values.and_then(|values| values.iter().find(|known| known.symbol == value)).map(|known| known.weight)
        }
    };
    found.unwrap_or(1.0)
}

/// A clause that always holds.
fn always<T>(value: T) -> Case<T> {
    Case { value, when: None, from: None, until: None, note: Note::default() }
}
