//! Heads of items: from `kpi NAME "Title"` with its modifiers to what is declared.

use pest::iterators::Pair;

use super::build::Build;
use super::grammar::Rule;
use super::tree::{
    CodeIn, FunctionArgument, FunctionBody, Item, ItemKind, Modifiers, Name, Script, ScriptText, ShapeSpec, Titled,
};
use super::{call, formula, later, sheet, text};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The rule of the head that a word opens.
pub(super) fn rule(word: &str) -> Option<Rule> {
    Some(match word {
        "pack" | "input" | "kpi" | "parameter" | "resource" | "city" | "programme" | "point" | "region" => {
            Rule::named_head
        }
        "points" | "rollup" => Rule::list_head,
        "bands" => Rule::bands_head,
        "facet" => Rule::facet_head,
        "kpis" | "targets" => Rule::sheet_head,
        "cities" => Rule::cities_head,
        "cohort" => Rule::cohort_head,
        "unit" => Rule::unit_head_item,
        "table" => Rule::table_head,
        "reference" => Rule::reference_head,
        "recommend" | "check" => Rule::each_head,
        "limit" => Rule::limit_head,
        "function" => Rule::function_head,
        "test" | "robustness" => Rule::test_head,
        "translate" => Rule::translate_head,
        _ => return None,
    })
}

/// The kind that a word opens, before its head is read.
pub(super) fn kind(word: &str) -> ItemKind {
    match word {
        "pack" => ItemKind::Pack,
        "bands" => ItemKind::Bands { of: None },
        "facet" => ItemKind::Facet { many: false },
        "rollup" => ItemKind::Rollup,
        "unit" => ItemKind::Unit { alias: None },
        "input" => ItemKind::Input,
        "point" | "points" => ItemKind::Points,
        "parameter" => ItemKind::Parameter,
        "table" => ItemKind::Table { by: Vec::new(), first: false },
        "reference" => ItemKind::Reference { by: None },
        "kpis" => ItemKind::Kpis,
        "cities" => ItemKind::Cities,
        "cohort" => ItemKind::Cohort,
        "targets" => ItemKind::Targets { by: None },
        "recommend" => ItemKind::Recommend { each: None, code: None },
        "resource" => ItemKind::Resource,
        "check" => ItemKind::Check { each: None, code: None },
        "test" => ItemKind::Test,
        "robustness" => ItemKind::Robustness,
        "translate" => ItemKind::Translate,
        "city" => ItemKind::City,
        "programme" => ItemKind::Programme,
        "region" => ItemKind::Region,
        _ => ItemKind::Kpi,
    }
}

/// Where the item stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The whole item.
    pub(super) span: Span,
    /// Its first word.
    pub(super) word: Span,
    /// `amend` stands before it.
    pub(super) amend: bool,
}

/// The parts of a head, as they are read.
#[derive(Default)]
struct Parts<'p> {
    names: Vec<Titled>,
    plain: Vec<Name>,
    modifiers: Modifiers,
    rest: Vec<Pair<'p, Rule>>,
}

/// The item that a head declares, still without its clauses.
pub(super) fn build_head(build: &Build<'_>, word: &str, head: Pair<'_, Rule>, place: Place) -> Option<Item> {
    let mut parts = Parts::default();
    for part in head.into_inner() {
        sort(build, part, &mut parts);
    }
    let named = parts.rest.iter().find(|part| part.as_rule() == Rule::sheet);
    let sheet = named.and_then(|pair| sheet::sheet(build, pair)).map(Box::new);
    if let Some(each) = parts.rest.iter().find(|part| part.as_rule() == Rule::for_each)
        && matches!(word, "points" | "rollup")
    {
        build.fail(later::finding("`points for each` member", build.span(each)));
    }
    let kind = specific(build, word, &mut parts)?;
    let Parts { names, modifiers, .. } = parts;
    let Place { span, word, amend } = place;
    Some(Item { span, word, amend, kind, names, modifiers, sheet, clauses: Vec::new(), layer: 0 })
}

/// Puts a part of a head where it belongs.
fn sort<'p>(build: &Build<'_>, part: Pair<'p, Rule>, parts: &mut Parts<'p>) {
    if build.modifier(&part, &mut parts.modifiers) {
        return;
    }
    match part.as_rule() {
        Rule::titled => parts.names.extend(titled(build, part)),
        Rule::name => parts.plain.push(build.name(&part)),
        Rule::free_name => parts.names.push(Titled { name: build.item_name(&part), title: None }),
        Rule::long_text | Rule::short_text => {
            let title = text::text(build, &part, text::Holes::Filled);
            match parts.names.last_mut() {
                Some(last) => last.title = Some(title),
                None => {
                    let span = Span { end: title.span.start, ..title.span };
                    parts.names.push(Titled { name: Name { text: String::new(), span }, title: Some(title) });
                }
            }
        }
        _ => parts.rest.push(part),
    }
}

fn titled(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Titled> {
    let title = text::text_in(build, &pair, text::Holes::Filled);
    let name = pair.into_inner().find(|inner| inner.as_rule() == Rule::name)?;
    Some(Titled { name: build.item_name(&name), title })
}

fn specific(build: &Build<'_>, word: &str, parts: &mut Parts<'_>) -> Option<ItemKind> {
    let rest = std::mem::take(&mut parts.rest);
    let has = |rule| rest.iter().any(|part: &Pair<'_, Rule>| part.as_rule() == rule);
    let find = |rule| rest.iter().find(|part| part.as_rule() == rule).cloned();
    Some(match word {
        "bands" => ItemKind::Bands { of: find(Rule::arith).map(|part| formula::expr(build, part)) },
        "facet" => ItemKind::Facet { many: has(Rule::k_many) },
        "unit" => ItemKind::Unit { alias: find(Rule::unit).map(|part| build.unit(part)) },
        "table" => {
            let policy = find(Rule::hits).and_then(|hits| hits.into_inner().last());
            let first = policy.is_some_and(|policy| policy.as_str() == "first");
            ItemKind::Table { by: std::mem::take(&mut parts.plain), first }
        }
        "reference" => ItemKind::Reference { by: std::mem::take(&mut parts.plain).into_iter().next() },
        "targets" => ItemKind::Targets { by: std::mem::take(&mut parts.plain).into_iter().next() },
        "recommend" | "check" => {
            let each = find(Rule::for_each).and_then(|each| call::each(build, each));
            let code = find(Rule::code_in).map(|code| code_in(build, &code));
            if word == "check" { ItemKind::Check { each, code } } else { ItemKind::Recommend { each, code } }
        }
        "limit" => return limit(build, rest, parts),
        "function" => return function(build, rest, parts),
        "translate" => {
            let language = std::mem::take(&mut parts.plain);
            parts.names.extend(language.into_iter().map(|name| Titled { name, title: None }));
            ItemKind::Translate
        }
        _ => kind(word),
    })
}

/// `in "advice.rhai"`, `in host`, `script """ … """`
fn code_in(build: &Build<'_>, pair: &Pair<'_, Rule>) -> CodeIn {
    let inside = pair.clone().into_inner().any(|part| part.as_rule() == Rule::k_script);
    let written = pair.clone().into_inner().find(text::is_text);
    let Some(written) = written else { return CodeIn::Host(build.span(pair)) };
    let span = build.span(&written);
    if !inside {
        let file = text::text(build, &written, text::Holes::Literal);
        return CodeIn::Script(Script { file: Some(file), text: None, span });
    }
    let (text, offset) = text::verbatim(&written);
    let place = Span::new(build.source, span.start as usize + offset, span.end as usize - offset);
    CodeIn::Script(Script {
        file: None,
        text: Some(ScriptText { text: text.into(), span: place, texts: Vec::new() }),
        span,
    })
}

fn limit(build: &Build<'_>, rest: Vec<Pair<'_, Rule>>, parts: &mut Parts<'_>) -> Option<ItemKind> {
    let count = rest.iter().find(|part| part.as_rule() == Rule::integer).map(|part| build.integer(part))?;
    let mut names = std::mem::take(&mut parts.plain).into_iter();
    let what = names.next()?;
    Some(ItemKind::Limit { what, count, by: names.collect() })
}

fn function(build: &Build<'_>, rest: Vec<Pair<'_, Rule>>, parts: &mut Parts<'_>) -> Option<ItemKind> {
    let mut parameters = Vec::new();
    let mut result: Option<ShapeSpec> = None;
    let mut body = None;
    let mut takes_missing = false;
    for part in rest {
        match part.as_rule() {
            Rule::parameter => parameters.extend(parameter(build, part)),
            Rule::shape => result = shape(build, part),
            Rule::expr => body = Some(FunctionBody::Formula(formula::expr(build, part))),
            Rule::code_in => body = Some(FunctionBody::Code(code_in(build, &part))),
            Rule::takes_missing => takes_missing = true,
            _ => {}
        }
    }
    let name = std::mem::take(&mut parts.plain).into_iter().next()?;
    parts.names.push(Titled { name, title: None });
    Some(ItemKind::Function { parameters, result: result?, takes_missing, body: body? })
}

/// `share: %`
fn parameter(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<FunctionArgument> {
    let mut inner = pair.into_inner();
    let name = build.name(&inner.next()?);
    let shape = shape(build, inner.find(|part| part.as_rule() == Rule::shape)?)?;
    Some(FunctionArgument { name, shape })
}

/// `%`, `list of %`, `record of (share: %, gap: pp)`
fn shape(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<ShapeSpec> {
    let mut inner = pair.into_inner();
    let first = inner.next()?;
    Some(match first.as_rule() {
        Rule::record_of => {
            let fields = first.into_inner().filter(|part| part.as_rule() == Rule::parameter);
            ShapeSpec::Record(fields.map(|part| parameter(build, part)).collect::<Option<_>>()?)
        }
        Rule::list_of => {
            let each = inner.next()?;
            if each.as_rule() == Rule::record_of {
                let message = "a list holds values, and no records";
                let finding = Diagnostic::error("function::list", build.span(&each), message);
                build.fail(finding.help("take a record of lists: `record of (share: list of %, gap: list of pp)`"));
                return None;
            }
            ShapeSpec::List(build.unit_spec(each)?)
        }
        _ => ShapeSpec::One(build.unit_spec(first)?),
    })
}
