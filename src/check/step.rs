//! The steps before the score: what a value is divided by, what stands in for a missing one, what is done with outliers.

use super::scope::Env;
use super::target::literal;
use super::types::Type;
use super::{Checker, Named};
use crate::builtin::{STEP_WAYS, StepClause, StepWay, find_step};
use crate::diagnostic::Diagnostic;
use crate::model::formula::Operator;
use crate::model::rules::{Case, Cure, Impute, Item, ItemKind, Measure, Treat};
use crate::source::nearest;
use crate::syntax::tree::{Argument, ArgumentValue, Clause, ClauseKind, Expr, ExprKind, Name};
use crate::value::ItemId;

impl<'a> Checker<'a> {
    /// What values are divided by, and the unit in which they are then. Measures must be known before.
    pub(super) fn resolve_per(&mut self) {
        let ids: Vec<ItemId> = self.book.items.iter().skip(1).map(|item| item.id).collect();
        for id in ids {
            for clause in self.clauses_of(id) {
                if let ClauseKind::Per(expr) = &clause.kind {
                    self.per(id, clause, expr);
                }
            }
        }
    }

    fn per(&mut self, id: ItemId, clause: &'a Clause, expr: &'a Expr) {
        let Some(item) = self.book.item(id).filter(|item| item.kind != ItemKind::Input) else { return };
        let Measure::Unit(now) = item.measure.clone() else {
            let message = format!("`{}` is no quantity that could be divided", item.name);
            self.report(Diagnostic::error("per::kind", clause.span, message).help("take `per` away"));
            return;
        };
        let own = item.figures_in.clone().unwrap_or_else(|| now.clone());
        let env = Env::of(id);
        let typed = self.expression(expr, env, None);
        if !self.expect_number(&typed, "`per` needs a number") {
            return;
        }
        let Some(by) = typed.ty.unit() else { return };
        let unit = self.combined(Operator::Divide, &own, by);
        let first = self.book.item(id).is_none_or(|item| item.figures_in.is_none());
        if !first && unit.kind != now.kind {
            let message = "everything by which a value is divided is of one kind";
            self.report(Diagnostic::error("per::kind", expr.span, message).help("take one of the two away"));
            return;
        }
        let case = self.case(typed.node, clause, env);
        if let Some(item) = self.book.items.get_mut(id.0 as usize) {
            item.per.push(case);
            if first {
                item.figures_in = Some(own);
                item.measure = Measure::Unit(Box::new(unit));
            }
        }
    }

    /// `impute …` and `treat …` of an item.
    pub(super) fn step_clause(&mut self, entry: &mut Item, clause: &'a Clause) {
        match &clause.kind {
            ClauseKind::Impute(expr) => entry.impute = self.impute_clause(expr, clause),
            ClauseKind::Treat(expr) => entry.treat = self.treat_clause(expr, clause),
            _ => {}
        }
    }

    /// The steps of the pack, where an item has none of its own.
    pub(super) fn default_steps_of(&mut self, entry: &mut Item) {
        if !may_be_prepared(entry) {
            return;
        }
        let own = self.clauses_of(entry.id);
        let says = |wanted: fn(&ClauseKind) -> bool| own.iter().any(|clause| wanted(&clause.kind));
        if !says(|kind| matches!(kind, ClauseKind::Impute(_)))
            && let Some((clause, expr)) = self.default_impute
        {
            entry.impute = self.impute_clause(expr, clause);
        }
        if !says(|kind| matches!(kind, ClauseKind::Treat(_)))
            && let Some((clause, expr)) = self.default_treat
        {
            entry.treat = self.treat_clause(expr, clause);
        }
    }

    /// `screen 90 % reported`
    pub(super) fn resolve_screen(&mut self) {
        let Some((clause, expr)) = self.default_screen else { return };
        let typed = self.expression(expr, Env::default(), None);
        match (literal(&typed.node), &typed.ty) {
            (Some(share), Type::Number(unit, _)) if unit.kind.is_none() && (0.0..=1.0).contains(&share) => {
                self.book.screen = Some(self.case(share, clause, Env::default()));
            }
            (_, Type::Broken) => {}
            _ => {
                let message = "what must be reported is a share";
                self.report(
                    Diagnostic::error("screen::share", expr.span, message).help("write `screen 90 % reported`"),
                );
            }
        }
    }

    fn impute_clause(&mut self, expr: &Expr, clause: &Clause) -> Option<Case<Impute>> {
        let impute = self.imputed(expr)?;
        Some(self.case(impute, clause, Env::default()))
    }

    fn treat_clause(&mut self, expr: &Expr, clause: &Clause) -> Option<Case<Treat>> {
        let treat = self.treated(expr)?;
        Some(self.case(treat, clause, Env::default()))
    }

    /// A way to impute; nothing for `none`, and where it is no way.
    pub(super) fn imputed(&mut self, expr: &Expr) -> Option<Impute> {
        let (way, rest) = self.way(StepClause::Impute, expr)?;
        let names: Vec<&Name> = rest.iter().filter_map(one_name).collect();
        if names.len() != way.arguments.len() || rest.len() != names.len() {
            self.step_arguments(way, expr);
            return None;
        }
        Some(match (way.name, names.as_slice()) {
            ("group_mean", [input]) => Impute::GroupMean(self.group_input(input)?),
            ("group_median", [input]) => Impute::GroupMedian(self.group_input(input)?),
            ("facet_mean", [facet]) => Impute::FacetMean(self.facet_place(facet)?),
            ("latest", _) => Impute::Latest,
            ("linear", _) => Impute::Linear,
            ("median", _) => Impute::Median,
            _ => Impute::Mean,
        })
    }

    /// The input whose words make groups.
    fn group_input(&mut self, input: &Name) -> Option<ItemId> {
        let found = match self.names.get(&input.text) {
            Some((Named::Item(id), _)) => self.book.item(*id),
            _ => None,
        };
        if let Some(item) = found
            && matches!(item.measure, Measure::OneOf(_) | Measure::YesNo | Measure::Text)
        {
            return Some(item.id);
        }
        let words = self.book.items.iter().filter(|item| matches!(item.measure, Measure::OneOf(_) | Measure::Text));
        let near = nearest(&input.text, words.map(|item| item.name.as_str()));
        let help = near.map_or_else(
            || "declare it: `input NAME { unit one of a, b }`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("`{}` is no input with words, which would make groups", input.text);
        self.report(Diagnostic::error("impute::group", input.span, message).help(help));
        None
    }

    /// A way to treat; nothing for `none`, and where it is no way.
    pub(super) fn treated(&mut self, expr: &Expr) -> Option<Treat> {
        let (way, rest) = self.way(StepClause::Treat, expr)?;
        let mut numbers: Vec<(&str, f64)> = Vec::new();
        let mut otherwise = Some(Cure::Logarithm);
        for argument in rest {
            let known = argument.name.as_ref().filter(|name| way.optional.iter().any(|(known, _)| *known == name.text));
            let ArgumentValue::Plain(value) = &argument.value else {
                self.step_arguments(way, expr);
                return None;
            };
            match (known.map(|name| name.text.as_str()), one_name(argument).map(|name| name.text.as_str())) {
                (Some("otherwise"), Some("logarithm")) => otherwise = Some(Cure::Logarithm),
                (Some("otherwise"), Some("box_cox")) => otherwise = Some(Cure::BoxCox(None)),
                (Some("otherwise"), Some("none")) => otherwise = None,
                (Some(name), None) if name != "otherwise" => {
                    let number = literal(&self.expression(value, Env::default(), None).node);
                    let Some(number) = number.filter(|number| name == "exponent" || *number >= 0.0) else {
                        self.step_arguments(way, expr);
                        return None;
                    };
                    numbers.push((name, number));
                }
                _ => {
                    self.step_arguments(way, expr);
                    return None;
                }
            }
        }
        let of = |name: &str, usual: f64| {
            numbers.iter().find(|(known, _)| *known == name).map_or(usual, |(_, number)| *number)
        };
        let exponent = numbers.iter().find(|(known, _)| *known == "exponent").map(|(_, number)| *number);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and a million")]
        let up_to = of("up_to", 5.0).clamp(0.0, 1e6) as u32;
        Some(match way.name {
            "logarithm" => Treat::Reshape(Cure::Logarithm),
            "box_cox" => Treat::Reshape(Cure::BoxCox(exponent)),
            _ => Treat::Winsorise { up_to, skewness: of("skewness", 2.0), kurtosis: of("kurtosis", 3.5), otherwise },
        })
    }

    /// The way that is called, and its arguments after the value; nothing for `none`, and where it is no way.
    fn way<'e>(&mut self, clause: StepClause, expr: &'e Expr) -> Option<(&'static StepWay, &'e [Argument])> {
        if let ExprKind::Path(path) = &expr.kind
            && let [none] = path.parts.as_slice()
            && none.text == "none"
        {
            return None;
        }
        let ways = STEP_WAYS.iter().filter(|way| way.clause == clause).map(|way| way.name);
        let word = clause.word();
        let ExprKind::Call { function, arguments } = &expr.kind else {
            let message = format!("`{word}` wants one of its ways, or `none`");
            let help = format!(
                "the ways are {}: write for example `{word} {}(value)`",
                ways.clone().collect::<Vec<_>>().join(", "),
                if clause == StepClause::Impute { "mean" } else { "winsorise" }
            );
            self.report(Diagnostic::error("step::way", expr.span, message).help(help));
            return None;
        };
        let Some(way) = find_step(clause, &function.text) else {
            let help = match nearest(&function.text, ways.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", ways.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("`{}` is no way to {word}", function.text);
            self.report(Diagnostic::error("step::way", function.span, message).help(help));
            return None;
        };
        match arguments.split_first() {
            Some((first, rest)) if one_name(first).is_some_and(|name| name.text == "value") && first.name.is_none() => {
                Some((way, rest))
            }
            _ => {
                self.step_arguments(way, expr);
                None
            }
        }
    }

    fn step_arguments(&mut self, way: &StepWay, expr: &Expr) {
        let message = format!("`{}` does not take these arguments", way.name);
        let named = way.optional.iter().map(|(name, usual)| format!("{name}: {usual}"));
        let all: Vec<String> =
            ["value"].iter().chain(way.arguments).map(|name| (*name).to_owned()).chain(named).collect();
        let help = format!("write `{}({})`; what has a name may be left out", way.name, all.join(", "));
        self.report(Diagnostic::error("function::arguments", expr.span, message).help(help));
    }
}

/// Whether an item takes the steps of its pack: a leaf whose value is a quantity.
pub(super) fn may_be_prepared(item: &Item) -> bool {
    item.is_leaf() && item.unit().is_some()
}

fn one_name(argument: &Argument) -> Option<&Name> {
    match &argument.value {
        ArgumentValue::Plain(Expr { kind: ExprKind::Path(path), .. }) => match path.parts.as_slice() {
            [name] => Some(name),
            _ => None,
        },
        _ => None,
    }
}
