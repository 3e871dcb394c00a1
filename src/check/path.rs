//! Names with dots: items and their parts, parameters, tables, references, words.

use super::expression::broken;
use super::scope::{Env, Grouped};
use super::types::{Type, Typed};
use super::{Checker, Named};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, Part, PartOf};
use crate::model::rules::ItemKind;
use crate::source::{Span, nearest};
use crate::syntax::tree::{Expr, ExprKind, Name, Path};
use crate::value::{BandRef, ItemId, Quality, Status, Value};

/// The parts of an item, by their words.
const PARTS: &[(&str, Part)] = &[
    ("value", Part::Value),
    ("target", Part::Target),
    ("start", Part::Start),
    ("score", Part::Score),
    ("band", Part::Band),
    ("points", Part::Points),
    ("status", Part::Status),
    ("quality", Part::Quality),
    ("title", Part::Title),
    ("met", Part::Met),
    ("coverage", Part::Coverage),
    ("required", Part::Required),
    ("progress", Part::Progress),
    ("arrival", Part::Arrival),
    ("budget", Part::Budget),
];

pub(super) fn part_of_word(word: &str) -> Option<Part> {
    PARTS.iter().find(|(known, _)| *known == word).map(|(_, part)| *part)
}

/// What the first parts of a path name.
enum Root {
    Item(ItemId),
    Part(PartOf),
    Other(Named),
}

impl Checker<'_> {
    /// A path in an expression.
    pub(super) fn path(&mut self, path: &Path, env: Env<'_>, expected: Option<&Type>) -> Typed {
        let span = path.span;
        let Some((first, rest)) = path.parts.split_first() else { return broken(span) };
        if rest.is_empty()
            && let Some(typed) = self.bare(first, env, expected)
        {
            return typed;
        }
        match self.root(path, env) {
            Some((Root::Item(id), [])) => self.item_value(id, span),
            Some((Root::Item(id), [part])) => self.part(PartOf::Item(id), part, span),
            Some((Root::Part(PartOf::Group { rollup, .. }), _)) if !self.is_total(rollup, span) => broken(span),
            Some((Root::Part(of), [part])) => self.part(of, part, span),
            Some((Root::Part(of), [])) => self.part_typed(of, Part::Value, span),
            Some((Root::Other(named), rest)) => self.named(named, rest, span),
            _ => {
                self.unknown_name(path, env);
                broken(span)
            }
        }
    }

    /// A single word: the language's own, an argument, a facet or part of a member, a word that the other side expects.
    fn bare(&mut self, name: &Name, env: Env<'_>, expected: Option<&Type>) -> Option<Typed> {
        let (word, span) = (name.text.as_str(), name.span);
        match word {
            "yes" | "no" => return Some(Typed::new(Node::Literal(Value::YesNo(word == "yes")), Type::YesNo, span)),
            "year" => return Some(Typed::new(Node::Year, Type::plain(), span)),
            _ => {}
        }
        if let ("effect", Some(effect)) = (word, env.effect) {
            return Some(Typed::new(Node::Effect, effect.clone(), span));
        }
        if let Some(place) = env.arguments.iter().position(|argument| argument.name == word) {
            let argument = env.arguments.get(place)?;
            let ty = Type::of_shape(&argument.shape, crate::model::show::DIGITS);
            return Some(Typed::new(Node::Argument(u16::try_from(place).ok()?), ty, span));
        }
        if let Some(typed) = expected.and_then(|expected| self.expected_word(word, expected, span)) {
            return Some(typed);
        }
        if expected == Some(&Type::Choice(None)) && !self.names.contains_key(word) {
            let symbol = self.word(word);
            return Some(Typed::new(Node::Literal(Value::Choice(symbol)), Type::Choice(None), span));
        }
        if let Some(grouped) = env.group
            && let Some(place) = self.book.facets.iter().position(|facet| facet.name == word)
        {
            return Some(self.facet_of_group(place, grouped, span));
        }
        if env.member {
            if let Some(place) = self.book.facets.iter().position(|facet| facet.name == word) {
                let facet = self.book.facets.get(place)?;
                let open = facet.values.is_empty();
                let words = (!open).then(|| facet.values.iter().map(|value| value.symbol).collect());
                return Some(Typed::new(Node::Facet(u16::try_from(place).ok()?), Type::Choice(words), span));
            }
            if let Some(part) = part_of_word(word) {
                return Some(self.part_like(PartOf::Member, env.like, part, span));
            }
        } else if let (Some(own), Some(part)) = (env.own, part_of_word(word)) {
            return Some(self.part_like(PartOf::Own, Some(own), part, span));
        }
        None
    }

    /// The value of a facet of the group whose roll-up it is.
    fn facet_of_group(&mut self, place: usize, grouped: &Grouped, span: Span) -> Typed {
        let Some((facet, place)) = self.book.facets.get(place).zip(u16::try_from(place).ok()) else {
            return broken(span);
        };
        if grouped.facets.contains(&place) {
            let words = facet.values.iter().map(|value| value.symbol).collect::<Vec<_>>();
            let words = (!words.is_empty()).then_some(words);
            return Typed::new(Node::Facet(place), Type::Choice(words), span);
        }
        let message = format!("the groups of `{}` have no `{}`", grouped.name, facet.name);
        let known = grouped.facets.iter().filter_map(|facet| self.book.facets.get(*facet as usize));
        let known: Vec<&str> = known.map(|facet| facet.name.as_str()).collect();
        let help = match known.as_slice() {
            [] => "it is one total: take the condition away".to_owned(),
            known => format!("a condition can ask for {}", known.join(", ")),
        };
        self.report(Diagnostic::error("rollup::facet", span, message).help(help));
        broken(span)
    }

    /// A word that means something because of what it is compared with.
    fn expected_word(&self, word: &str, expected: &Type, span: Span) -> Option<Typed> {
        let typed = |value, ty| Some(Typed::new(Node::Literal(value), ty, span));
        match expected {
            Type::Choice(Some(words)) => {
                let symbol = self.known_word(word).filter(|symbol| words.contains(symbol))?;
                typed(Value::Choice(symbol), Type::Choice(Some(vec![symbol])))
            }
            Type::Choice(None) => {
                let known = self.names.contains_key(word);
                let symbol = if known { None } else { self.known_word(word) }?;
                typed(Value::Choice(symbol), Type::Choice(None))
            }
            Type::Status => typed(Value::Status(Status::from_word(word)?), Type::Status),
            Type::Quality => typed(Value::Quality(Quality::from_word(word)?), Type::Quality),
            Type::Band(scale) => {
                let band = self.band_of_word(word, *scale)?;
                typed(Value::Band(band), Type::Band(*scale))
            }
            _ => None,
        }
    }

    /// A band by its name: of that scale, else of the default scale, else of the first that has it.
    pub(super) fn band_of_word(&self, word: &str, scale: Option<u16>) -> Option<BandRef> {
        let symbol = self.known_word(word)?;
        let find = |place: usize| {
            let index = self.book.scales.get(place)?.bands.iter().position(|band| band.name == symbol)?;
            Some(BandRef { scale: u16::try_from(place).ok()?, index: u16::try_from(index).ok()? })
        };
        match scale {
            Some(scale) => find(scale as usize),
            None => {
                let default = self.default_scale_place().map(|place| place as usize);
                default.and_then(find).or_else(|| (0..self.book.scales.len()).find_map(find))
            }
        }
    }

    /// What the path begins with, and what is left of it.
    fn root<'p>(&self, path: &'p Path, env: Env<'_>) -> Option<(Root, &'p [Name])> {
        let (first, rest) = path.parts.split_first()?;
        if env.loop_name == Some(first.text.as_str()) {
            return Some((Root::Part(PartOf::Member), rest));
        }
        if let Some((id, rest)) = self.item_path(&path.parts, env.own) {
            return Some((Root::Item(id), rest));
        }
        let (named, _) = self.names.get(&first.text)?;
        match named {
            Named::Item(id) => Some((Root::Item(*id), rest)),
            Named::Rollup(rollup) => Some((Root::Part(PartOf::Group { rollup: *rollup, key: Vec::new() }), rest)),
            other => Some((Root::Other(*other), rest)),
        }
    }

    /// The longest beginning of a path that names an item: local inputs and points first.
    pub(super) fn item_path<'p>(&self, parts: &'p [Name], own: Option<ItemId>) -> Option<(ItemId, &'p [Name])> {
        let owners = own.into_iter().chain(own.and_then(|own| self.book.item(own)?.parent));
        let prefixes: Vec<String> = owners.map(|owner| format!("{}.", self.book.item_name(owner))).collect();
        for length in (1..=parts.len()).rev() {
            let (head, rest) = parts.split_at(length);
            let name = head.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".");
            let local = prefixes.iter().find_map(|prefix| self.book.item_names.get(&format!("{prefix}{name}")));
            if let Some(id) = local.or_else(|| self.book.item_names.get(&name)) {
                return Some((*id, rest));
            }
        }
        None
    }

    /// An item as named in a clause that takes items only; says so when there is none.
    pub(super) fn expect_item(&mut self, path: &Path, own: Option<ItemId>) -> Option<ItemId> {
        match self.item_path(&path.parts, own) {
            Some((id, [])) => Some(id),
            _ => {
                self.unknown_name(path, Env { own, ..Env::default() });
                None
            }
        }
    }

    /// The value of an item.
    pub(super) fn item_value(&self, id: ItemId, span: Span) -> Typed {
        let ty = self.book.item(id).map_or(Type::Broken, |item| Type::of(&item.measure, item.digits));
        let broken = self.is_unmeasured(id);
        Typed::new(Node::Item(id), if broken { Type::Broken } else { ty }, span)
    }

    /// Whether an item has no measure because its unit is missing or wrong.
    fn is_unmeasured(&self, id: ItemId) -> bool {
        self.book
            .item(id)
            .is_some_and(|item| item.measure == crate::model::rules::Measure::Text && item.name != "country")
    }

    fn part(&mut self, of: PartOf, part: &Name, span: Span) -> Typed {
        match part_of_word(&part.text) {
            Some(known) => self.part_typed(of, known, span),
            None => {
                let words = PARTS.iter().map(|(word, _)| *word);
                let message = format!("there is no part `{}`", part.text);
                let help = match nearest(&part.text, words.clone()) {
                    Some(near) => format!("did you mean `.{near}`?"),
                    None => format!("the parts are {}", words.collect::<Vec<_>>().join(", ")),
                };
                self.report(Diagnostic::error("name::part", part.span, message).help(help));
                broken(span)
            }
        }
    }

    /// A part of the member or of the item itself, typed like that of an item.
    fn part_like(&self, of: PartOf, like: Option<ItemId>, part: Part, span: Span) -> Typed {
        let bound_to_scale = part == Part::Band && of == PartOf::Member;
        match like {
            Some(like) if !bound_to_scale => {
                let ty = self.part_typed(PartOf::Item(like), part, span).ty;
                Typed::new(Node::Part(of, part), ty, span)
            }
            _ => self.part_typed(of, part, span),
        }
    }

    /// The type of a part.
    pub(super) fn part_typed(&self, of: PartOf, part: Part, span: Span) -> Typed {
        let item = match &of {
            PartOf::Item(id) => self.book.item(*id),
            _ => None,
        };
        let ty = match part {
            Part::Value | Part::Target | Part::Start | Part::Required => match (&of, item) {
                (_, Some(item)) => self.item_value(item.id, span).ty,
                (PartOf::Group { .. }, _) => self.score_type(&of),
                _ => Type::Text,
            },
            Part::Score => self.score_type(&of),
            Part::Coverage | Part::Progress => Type::share(),
            Part::Arrival => Type::plain(),
            Part::Budget => match item.map(|item| (item.sum_unit(&self.book.units), item.digits)) {
                Some((Some(unit), digits)) => Type::Number(Box::new(unit), digits),
                Some((None, _)) => self.item_value(item.map(|item| item.id).unwrap_or_default(), span).ty,
                None => Type::Text,
            },
            Part::Band => Type::Band(self.scale_of(&of)),
            Part::Points => Type::plain(),
            Part::Status => Type::Status,
            Part::Quality => Type::Quality,
            Part::Title => Type::Text,
            Part::Met => Type::YesNo,
        };
        Typed::new(Node::Part(of, part), ty, span)
    }

    /// The scale that a part's band is of, where it is known.
    fn scale_of(&self, of: &PartOf) -> Option<u16> {
        match of {
            PartOf::Item(id) => self.scale_of_item(*id),
            PartOf::Group { rollup, .. } => {
                let own = self.book.rollups.get(*rollup as usize).and_then(|rollup| rollup.scale);
                own.or_else(|| self.default_scale_place())
            }
            PartOf::Member | PartOf::Own => None,
        }
    }

    fn named(&mut self, named: Named, rest: &[Name], span: Span) -> Typed {
        match (named, rest) {
            (Named::Parameter(place), []) => {
                let measure = self.book.parameters.get(place as usize).map(|parameter| parameter.measure.clone());
                self.measured(Node::Parameter(place), measure, span)
            }
            (Named::Table(place), []) => {
                let measure = self.book.tables.get(place as usize).map(|table| table.measure.clone());
                self.measured(Node::Table(place), measure, span)
            }
            (Named::Reference(place), []) => Typed::new(Node::ReferenceTitle(place), Type::Text, span),
            (Named::Reference(place), rest) => self.figure(place, rest, span),
            (Named::Function(place), _) => {
                let name = self.book.functions.get(place as usize).map(|function| function.name.clone());
                let message = "a function needs its arguments";
                let help = format!("write `{}(…)`", name.unwrap_or_default());
                self.report(Diagnostic::error("name::function", span, message).help(help));
                broken(span)
            }
            (_, _) => {
                let message = "this has no parts";
                self.report(Diagnostic::error("name::part", span, message).help("take what stands after the dot away"));
                broken(span)
            }
        }
    }

    fn measured(&self, node: Node, measure: Option<crate::model::rules::Measure>, span: Span) -> Typed {
        use crate::model::rules::Measure;
        match measure {
            Some(Measure::Text) | None => broken(span),
            Some(measure) => Typed::new(node, Type::of(&measure, crate::model::show::DIGITS), span),
        }
    }

    fn figure(&mut self, reference: u16, rest: &[Name], span: Span) -> Typed {
        let path = Path { parts: rest.to_vec(), span };
        let Some(id) = self.expect_item(&path, None) else { return broken(span) };
        let ty = self.item_value(id, span).ty;
        Typed::new(Node::Figure(reference, id), ty, span)
    }

    /// `x against reference`
    pub(super) fn against(&mut self, item: &Expr, reference: &Name, env: Env<'_>, span: Span) -> Typed {
        let id = match &item.kind {
            ExprKind::Path(path) => self.expect_item(path, env.own),
            _ => {
                let message = "before `against` stands an item";
                self.report(
                    Diagnostic::error("reference::item", item.span, message).help("name a KPI, a point or an input"),
                );
                None
            }
        };
        let Some(id) = id else { return broken(span) };
        let Some((Named::Reference(place), _)) = self.names.get(&reference.text).copied() else {
            let known = self.book.references.iter().map(|reference| reference.name.as_str());
            let help = nearest(&reference.text, known).map(|near| format!("did you mean `{near}`?"));
            let message = format!("there is no reference `{}`", reference.text);
            let help = help.unwrap_or_else(|| "declare it: `reference NAME \"Title\" { … }`".to_owned());
            self.report(Diagnostic::error("reference::unknown", reference.span, message).help(help));
            return broken(span);
        };
        let Some(scale) = self.scale_of_reference(place, id) else {
            let message = format!("`{}` has no bands to compare with", reference.text);
            let help = "write `bands NAME` in the reference";
            self.report(Diagnostic::error("reference::bands", reference.span, message).help(help));
            return broken(span);
        };
        Typed::new(Node::Against { item: id, reference: place }, Type::Band(Some(scale)), span)
    }

    fn scale_of_reference(&self, place: u16, item: ItemId) -> Option<u16> {
        let reference = self.book.references.get(place as usize)?;
        let own = reference.scales.iter().find(|(only, _)| *only == item).map(|(_, scale)| *scale);
        own.or(reference.scale)
    }

    /// Says that a name is unknown, with the nearest known one.
    pub(super) fn unknown_name(&mut self, path: &Path, env: Env<'_>) {
        let written = path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".");
        let locals = env.own.map(|own| self.local_names(own)).unwrap_or_default();
        let known = locals
            .iter()
            .map(String::as_str)
            .chain(self.names.keys().map(String::as_str))
            .chain(self.book.item_names.keys().map(String::as_str));
        let near = nearest(&written, known).map(str::to_owned);
        let help = match (near, self.points_of(path)) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(points)) => points,
            (None, None) => "declare it: `input NAME \"Title\" { unit … }`, or mend the name".to_owned(),
        };
        let message = format!("`{written}` is not declared");
        self.report(Diagnostic::error("name::unknown", path.span, message).help(help));
    }

    /// Says which points an item has, if the path begins with one that has some.
    fn points_of(&self, path: &Path) -> Option<String> {
        let first = path.parts.first()?;
        let item = self.book.item(*self.book.item_names.get(&first.text)?)?;
        let points: Vec<&str> = item.points.iter().map(|point| self.book.item_name(*point)).collect();
        (!points.is_empty()).then(|| format!("the points of `{}` are {}", item.name, points.join(", ")))
    }

    fn local_names(&self, own: ItemId) -> Vec<String> {
        let prefix = format!("{}.", self.book.item_name(own));
        let inside = self.book.item_names.keys().filter_map(|name| name.strip_prefix(&prefix));
        inside.filter(|name| !name.contains('.')).map(str::to_owned).collect()
    }

    /// The scale of an item's bands, as far as it is known before scales are resolved.
    pub(super) fn scale_of_item(&self, id: ItemId) -> Option<u16> {
        let item = self.book.item(id)?;
        (item.kind != ItemKind::Input).then_some(item.scale).flatten()
    }

    /// The place of the default scale.
    pub(super) fn default_scale_place(&self) -> Option<u16> {
        let (name, _) = self.default_scale.as_ref()?;
        let place = self.book.scales.iter().position(|scale| scale.name == *name)?;
        u16::try_from(place).ok()
    }
}
