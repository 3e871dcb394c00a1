//! The first pass: everything that has a name gets its place in the rule book, so that order does not matter.

use std::sync::Arc;

use super::types::Type;
use super::{Checker, Named};
use crate::diagnostic::Diagnostic;
use crate::layer::Joined;
use crate::model::formula::{Node, Template};
use crate::model::rules::{
    Body, Function, Item as Entry, ItemKind as EntryKind, Measure, Parameter, Reference, Scale, Table,
};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, TextWord, Titled};
use crate::value::{ItemId, Value};

/// Words that are no names in a formula, besides those that the parser refuses already.
const RESERVED: &[&str] = &[
    "always", "count", "coverage", "growth", "input", "inputs", "list", "max", "mean", "median", "min", "point", "sum",
];

impl<'a> Checker<'a> {
    /// A pack's head must be there, once.
    pub(super) fn places(&mut self, joined: &'a Joined) {
        for item in &joined.items {
            if matches!(item.kind, ItemKind::City | ItemKind::Cities | ItemKind::Programme) {
                let message = "a city does not belong in a pack";
                let help = "move it to `city.kpi` in the folder of the city";
                self.report(Diagnostic::error("pack::city", item.word, message).help(help));
            }
        }
    }

    /// A weight: a plain number that is not below 0.
    pub(super) fn weight(&mut self, expr: &crate::syntax::tree::Expr) -> Option<f64> {
        let typed = self.expression(expr, super::scope::Env::default(), None);
        match (&typed.node, &typed.ty) {
            (Node::Literal(Value::Number(number)), Type::Number(unit, _)) if unit.kind.is_none() && *number >= 0.0 => {
                Some(*number)
            }
            (_, Type::Broken) => None,
            (Node::Negate(_) | Node::Literal(Value::Number(_)), Type::Number(unit, _)) if unit.kind.is_none() => {
                let message = "a weight is a number that is not below 0";
                self.report(
                    Diagnostic::error("weight::below_zero", expr.span, message).help("write for example `weight 0.2`"),
                );
                None
            }
            _ => {
                let message = "a weight is a plain number";
                self.report(
                    Diagnostic::error("weight::kind", expr.span, message).help("write for example `weight 0.2`"),
                );
                None
            }
        }
    }

    /// Everything else that has a name.
    pub(super) fn declare_names(&mut self, items: &'a [Arc<Item>]) {
        self.declare_country();
        for item in items {
            match &item.kind {
                ItemKind::Input | ItemKind::Kpi => self.declare_item(item, None),
                ItemKind::Bands { .. } => self.declare_scale(item, None),
                ItemKind::Parameter => self.declare_parameter(item),
                ItemKind::Table { .. } => self.declare_table(item),
                ItemKind::Reference { .. } => self.declare_reference(item),
                ItemKind::Function { .. } => self.declare_function(item),
                ItemKind::Points => {
                    let message = "a point belongs to a KPI";
                    self.report(
                        Diagnostic::error("point::alone", item.word, message).help("move it into its `kpi { … }`"),
                    );
                }
                _ => {}
            }
        }
    }

    /// `country` is a built-in input: the ISO code of the country.
    fn declare_country(&mut self) {
        let entry = self.entry("country".to_owned(), EntryKind::Input, None, Span::default(), 0);
        let id = entry.id;
        self.book.items.push(Entry { measure: Measure::Text, title: Template::plain("Country"), ..entry });
        self.item_clauses.push(Vec::new());
        self.book.item_names.insert("country".to_owned(), id);
        self.names.insert("country".to_owned(), (Named::Item(id), Span::default()));
    }

    fn entry(&self, name: String, kind: EntryKind, parent: Option<ItemId>, span: Span, layer: u16) -> Entry {
        let id = ItemId(u32::try_from(self.book.items.len()).unwrap_or(u32::MAX));
        Entry { parent, span, layer, ..Entry::bare(id, kind, name) }
    }

    /// Registers a name of formulas; says so when it is taken or reserved.
    pub(super) fn register(&mut self, name: &str, span: Span, named: Named) {
        if RESERVED.contains(&name) {
            let message = format!("`{name}` is a word of the language and cannot be a name");
            self.report(
                Diagnostic::error("name::reserved", span, message).help(format!("write for example `{name}_of_city`")),
            );
        }
        match self.names.get(name) {
            Some((_, old)) => {
                let finding = twice(name, span, *old);
                self.report(finding);
            }
            None => {
                self.names.insert(name.to_owned(), (named, span));
            }
        }
    }

    fn declare_item(&mut self, item: &'a Item, parent: Option<ItemId>) {
        let Some(titled) = item.names.first() else { return };
        let kind = if item.kind == ItemKind::Kpi { EntryKind::Kpi } else { EntryKind::Input };
        let id = self.add_entry(titled, kind, parent, item);
        let clauses: Vec<&'a Clause> = item.clauses.iter().collect();
        self.set_clauses(id, clauses);
        self.book.item_names.entry(titled.name.text.clone()).or_insert(id);
        self.register(&titled.name.text, titled.name.span, Named::Item(id));
        self.declare_inner(item, id);
    }

    fn add_entry(&mut self, titled: &'a Titled, kind: EntryKind, parent: Option<ItemId>, item: &Item) -> ItemId {
        let own = &titled.name.text;
        let name = parent.map_or_else(|| own.clone(), |parent| format!("{}.{own}", self.book.item_name(parent)));
        let mut entry = self.entry(name.clone(), kind, parent, titled.name.span, item.layer);
        entry.title = Template::plain(title_of(titled));
        let id = entry.id;
        self.book.items.push(entry);
        self.item_clauses.push(Vec::new());
        self.book.item_names.insert(name, id);
        if let Some(text) = &titled.title {
            self.title_texts.push((id, text));
        }
        id
    }

    fn set_clauses(&mut self, id: ItemId, clauses: Vec<&'a Clause>) {
        if let Some(slot) = self.item_clauses.get_mut(id.0 as usize) {
            slot.extend(clauses);
        }
    }

    /// What is declared inside a KPI or a point: inputs, points, its own bands.
    fn declare_inner(&mut self, item: &'a Item, owner: ItemId) {
        for clause in &item.clauses {
            let ClauseKind::Item(inner) = &clause.kind else { continue };
            match &inner.kind {
                ItemKind::Input => self.declare_local_input(inner, owner),
                ItemKind::Points => self.declare_points(inner, owner),
                ItemKind::Bands { .. } => self.declare_scale(inner, Some(owner)),
                _ => {
                    let message = "this cannot be declared inside a KPI";
                    self.report(
                        Diagnostic::error("item::nested", inner.word, message).help("move it out of the block"),
                    );
                }
            }
        }
    }

    fn declare_local_input(&mut self, inner: &'a Item, owner: ItemId) {
        let Some(titled) = inner.names.first() else { return };
        let full = format!("{}.{}", self.book.item_name(owner), titled.name.text);
        if let Some(id) = self.book.item_names.get(&full).copied() {
            self.set_clauses(id, inner.clauses.iter().collect());
            return;
        }
        let id = self.add_entry(titled, EntryKind::Input, Some(owner), inner);
        self.set_clauses(id, inner.clauses.iter().collect());
        let of_point = self.book.item(owner).is_some_and(|owner| owner.kind == EntryKind::Point);
        if !of_point {
            self.book.item_names.entry(titled.name.text.clone()).or_insert(id);
            self.register(&titled.name.text, titled.name.span, Named::Item(id));
        }
    }

    fn declare_points(&mut self, inner: &'a Item, kpi: ItemId) {
        for titled in &inner.names {
            let full = format!("{}.{}", self.book.item_name(kpi), titled.name.text);
            let known = self.book.item_names.get(&full).copied();
            if known.is_none() && inner.amend_of_unknown(self.book.item(kpi).map_or(0, |kpi| kpi.layer)) {
                self.unknown_point(titled, kpi);
                continue;
            }
            let id = known.unwrap_or_else(|| self.add_entry(titled, EntryKind::Point, Some(kpi), inner));
            if known.is_none()
                && let Some(entry) = self.book.items.get_mut(kpi.0 as usize)
            {
                entry.points.push(id);
            }
            if let (Some(text), Some(entry)) = (&titled.title, self.book.items.get_mut(id.0 as usize)) {
                entry.title = Template::plain(text.text.clone());
            }
            self.set_clauses(id, inner.clauses.iter().collect());
            self.declare_inner(inner, id);
        }
    }

    fn unknown_point(&mut self, titled: &Titled, kpi: ItemId) {
        let name = self.book.item_name(kpi).to_owned();
        let known: Vec<String> = self
            .book
            .item(kpi)
            .map(|kpi| kpi.points.clone())
            .unwrap_or_default()
            .iter()
            .map(|point| self.book.item_name(*point).rsplit('.').next().unwrap_or("").to_owned())
            .collect();
        let near = nearest(&titled.name.text, known.iter().map(String::as_str)).map(str::to_owned);
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("`{name}` has no points"),
            None => format!("its points are {}", known.join(", ")),
        };
        let message = format!("`{name}` has no point `{}` to amend", titled.name.text);
        self.report(Diagnostic::error("amend::nothing", titled.name.span, message).help(help));
    }

    fn declare_scale(&mut self, item: &'a Item, owner: Option<ItemId>) {
        let name = match (item.names.first(), owner) {
            (Some(titled), _) if !titled.name.text.is_empty() => titled.name.text.clone(),
            (_, Some(owner)) => format!("{} bands", self.book.item_name(owner)),
            _ => return,
        };
        if let Some(old) = self.book.scales.iter().find(|scale| scale.name == name && owner.is_none()) {
            let finding = twice(&name, item.word, old.note.span);
            self.report(finding);
            return;
        }
        let note = self.note(&item.modifiers, item.layer, item.span);
        let scale = Scale { name, of: None, shown: Type::share().shown(), bands: Vec::new(), note };
        self.book.scales.push(scale);
        self.trees.scales.push((item, owner));
        self.declare_bands(item);
    }

    fn declare_parameter(&mut self, item: &'a Item) {
        let Some(titled) = item.names.first() else { return };
        let measure = self.measure_clause(&item.clauses, titled);
        let place = u16::try_from(self.book.parameters.len()).unwrap_or(u16::MAX);
        let (name, title) = (titled.name.text.clone(), title_of(titled));
        let about = item.clauses.iter().find_map(|clause| match &clause.kind {
            ClauseKind::Text { word: TextWord::About, text } => Some(text.text.clone()),
            _ => None,
        });
        let parameter = Parameter { name, title, about, measure, values: Vec::new(), span: titled.name.span };
        self.book.parameters.push(parameter);
        self.trees.parameters.push(item);
        self.register(&titled.name.text, titled.name.span, Named::Parameter(place));
    }

    fn declare_table(&mut self, item: &'a Item) {
        let (Some(titled), ItemKind::Table { first, .. }) = (item.names.first(), &item.kind) else { return };
        let measure = self.optional_measure(&item.clauses).unwrap_or(Measure::Text);
        let place = u16::try_from(self.book.tables.len()).unwrap_or(u16::MAX);
        self.book.tables.push(Table {
            name: titled.name.text.clone(),
            measure,
            by: Vec::new(),
            first: *first,
            rows: Vec::new(),
            span: titled.name.span,
        });
        self.trees.tables.push(item);
        self.register(&titled.name.text, titled.name.span, Named::Table(place));
    }

    fn declare_reference(&mut self, item: &'a Item) {
        let Some(titled) = item.names.first() else { return };
        let place = u16::try_from(self.book.references.len()).unwrap_or(u16::MAX);
        self.book.references.push(Reference {
            name: titled.name.text.clone(),
            title: title_of(titled),
            figures: Vec::new(),
            scale: None,
            scales: Vec::new(),
            span: titled.name.span,
        });
        self.trees.references.push(item);
        self.register(&titled.name.text, titled.name.span, Named::Reference(place));
    }

    fn declare_function(&mut self, item: &'a Item) {
        let (Some(titled), ItemKind::Function { parameters, result, takes_missing, .. }) =
            (item.names.first(), &item.kind)
        else {
            return;
        };
        let arguments = self.named_shapes(parameters);
        let result = self.shape(result);
        let place = u16::try_from(self.book.functions.len()).unwrap_or(u16::MAX);
        self.book.functions.push(Function {
            name: titled.name.text.clone(),
            parameters: arguments,
            result,
            takes_missing: *takes_missing,
            body: Body::Formula(Node::Literal(Value::YesNo(false))),
            span: titled.name.span,
        });
        self.trees.functions.push(item);
        self.register(&titled.name.text, titled.name.span, Named::Function(place));
    }

    /// The `unit` clause that must be there.
    fn measure_clause(&mut self, clauses: &[Clause], titled: &Titled) -> Measure {
        self.optional_measure(clauses).unwrap_or_else(|| {
            let message = format!("`{}` has no unit", titled.name.text);
            let help = "write for example `unit %`, `unit min`, `unit yes_no`";
            self.report(Diagnostic::error("unit::none", titled.name.span, message).help(help));
            Measure::Text
        })
    }

    /// The `unit` clause, the one of the highest layer.
    fn optional_measure(&mut self, clauses: &[Clause]) -> Option<Measure> {
        let specs = clauses.iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Unit(spec) => Some((clause.layer, spec)),
            _ => None,
        });
        let (_, spec) = specs.max_by_key(|(layer, _)| *layer)?;
        self.measure(spec)
    }
}

/// The title of a name: what is written, else the name itself in words.
pub(super) fn title_of(titled: &Titled) -> String {
    titled.title.as_ref().map_or_else(|| titled.name.text.replace('_', " "), |text| text.text.clone())
}

/// A name that is declared twice: both places.
pub(super) fn twice(name: &str, span: Span, old: Span) -> Diagnostic {
    Diagnostic::error("name::twice", span, format!("`{name}` is declared twice"))
        .here("declared again here")
        .and(old, "declared here")
        .help("give one of them another name; to change what another pack declares, write `amend` before it")
}

impl Item {
    /// Whether a block of points stands in an amendment: it may only change points that exist.
    fn amend_of_unknown(&self, owner_layer: u16) -> bool {
        self.layer > owner_layer
    }
}
