//! Functions that packs declare: their formulas, and the scripts and functions of the host that compute them.

use std::sync::Arc;

use super::Checker;
use super::call::counted;
use super::outside::Wanted;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::exhibit::{Datum, Outside, Reckoner};
use crate::model::formula::Node;
use crate::model::rules::{Body, Function, FunctionArgument, Measure, Shape};
use crate::script::{Fault, Origin, Problem, Program, Question, ScriptFunction, Sort};
use crate::source::{Span, nearest};
use crate::syntax::tree::{CodeIn, Expr, FunctionBody, Item, ItemKind, Name, Script, ScriptText};
use crate::value::{Missing, Outcome, Phrase};

impl<'a> Checker<'a> {
    /// What a function computes.
    pub(super) fn function_body(&mut self, place: usize, item: &'a Item) {
        let (ItemKind::Function { body, .. }, Some(titled), Some(declared)) =
            (&item.kind, item.names.first(), self.book.functions.get(place).cloned())
        else {
            return;
        };
        let body = match body {
            FunctionBody::Formula(body) => self.formula_of(&declared, body).map(Body::Formula),
            FunctionBody::Code(code) => self.code_of(&declared, &titled.name, code).map(Body::Code),
        };
        if let (Some(body), Some(function)) = (body, self.book.functions.get_mut(place)) {
            function.body = body;
        }
    }

    fn formula_of(&mut self, declared: &Function, body: &Expr) -> Option<Node> {
        if !self.of_values(declared) {
            return None;
        }
        let env = Env { arguments: &declared.parameters, ..Env::default() };
        let wanted = Type::of_shape(&declared.result, crate::model::show::DIGITS);
        let typed = self.expression(body, env, Some(&wanted));
        let result = Typed::new(Node::Year, wanted, declared.span);
        let what = format!("`{}` gives another kind than it says", declared.name);
        if declared.takes_missing {
            let message = "a formula takes missing values anyway";
            let help = "write `or else`, or `x is reported`, and take `takes missing` away";
            self.report(Diagnostic::error("function::missing", declared.span, message).help(help));
        }
        self.same_kind(&result, &typed, &what).then_some(typed.node)
    }

    /// A formula is made of values: lists and records go into code outside of the language, and come from it.
    fn of_values(&mut self, declared: &Function) -> bool {
        let taken = declared.parameters.iter().find(|own| !own.shape.is_one());
        let (message, help) = match (taken, &declared.result) {
            (Some(FunctionArgument { name, shape: Shape::List(_) }), _) => (
                format!("a formula takes no list, and `{name}` is one"),
                "take the set in the formula itself, or write the function in a script",
            ),
            (Some(own), _) => (
                format!("a formula takes no record, and `{}` is one", own.name),
                "take its fields as arguments of their own, or write the function in a script",
            ),
            (None, Shape::One(_)) => return true,
            (None, shape) => {
                let what = if matches!(shape, Shape::List(_)) { "list" } else { "record" };
                (
                    format!("a formula gives one value, and `{}` says that it gives a {what}", declared.name),
                    "declare one value, or write the function in a script",
                )
            }
        };
        self.report(Diagnostic::error("function::list", declared.span, message).help(help));
        false
    }

    fn code_of(&mut self, declared: &Function, name: &Name, code: &CodeIn) -> Option<Outside<dyn Reckoner>> {
        let reckoner: Arc<dyn Reckoner> = match code {
            CodeIn::Host(span) => self.of_host(declared, name, *span),
            CodeIn::Script(script) => Arc::new(self.of_script(declared, script)?),
        };
        Some(Outside { from: declared.name.as_str().into(), span: code.span(), code: reckoner })
    }

    /// A function that the host brings along.
    fn of_host(&mut self, declared: &Function, name: &Name, span: Span) -> Arc<dyn Reckoner> {
        let Some((takes, reckoner)) = self.host.functions.get(&name.text) else {
            self.not_brought(&Wanted::FUNCTION, name, span);
            return Arc::new(Absent(name.text.clone()));
        };
        let (takes, reckoner) = (*takes, Arc::clone(reckoner));
        if takes != declared.parameters.len() {
            let given = declared.parameters.len();
            let message = format!("`{}` of the host takes {takes} arguments, {given} are declared", name.text);
            self.report(Diagnostic::error("script::arguments", span, message).help("declare as many as it takes"));
            return Arc::new(Absent(name.text.clone()));
        }
        reckoner
    }

    /// A function that a script computes.
    fn of_script(&mut self, declared: &Function, script: &Script) -> Option<ScriptFunction> {
        let written = script.text.as_ref()?;
        let place = self.sources.place(written.span);
        let origin = Origin { file: place.file.into(), line: place.line, column: place.column };
        let function = if script.file.is_some() {
            ScriptFunction::named(self.scripts, &written.text, &declared.name, origin)
        } else {
            let names: Vec<String> = declared.parameters.iter().map(|own| own.name.clone()).collect();
            ScriptFunction::statements(self.scripts, &written.text, &names, origin)
        };
        match function.reading() {
            Ok(program) => {
                let names: Vec<String> = declared.parameters.iter().map(|own| own.name.clone()).collect();
                if script.file.is_some() {
                    self.defines((&declared.name, declared.span), &names, script.span, (written, program));
                }
                for problem in program.foresee(&self.question_of(declared, script.file.is_some())) {
                    self.script_problem(&problem, written);
                }
            }
            Err(problems) => {
                for problem in problems.clone() {
                    self.script_problem(&problem, written);
                }
            }
        }
        Some(function)
    }

    /// What a rule asks of a script: its arguments, and what it declares.
    fn question_of<'d>(&self, declared: &'d Function, named: bool) -> Question<'d> {
        let words = |measure: &Measure| match measure {
            Measure::OneOf(words) => words.iter().map(|word| self.book.word(*word).to_owned()).collect(),
            _ => Vec::new(),
        };
        let sort = |shape: &Shape| Sort::of(shape, &words);
        Question {
            function: named.then_some(declared.name.as_str()),
            given: declared.parameters.iter().map(|own| (own.name.as_str(), sort(&own.shape))).collect(),
            wanted: sort(&declared.result),
        }
    }

    /// A script must define the function, with as many arguments.
    pub(super) fn defines(
        &mut self,
        (name, declared): (&str, Span),
        arguments: &[String],
        named: Span,
        (written, program): (&ScriptText, &Program),
    ) {
        let wanted = arguments.len();
        let own: Vec<_> = program.functions().iter().filter(|own| own.name == name).collect();
        if own.iter().any(|own| own.parameters.len() == wanted) {
            return;
        }
        let write = format!("write `fn {name}({}) {{ … }}` in it", arguments.join(", "));
        let finding = match own.first() {
            Some(own) => {
                let given = own.parameters.len();
                let message = format!("`{name}` takes {} in the script, {wanted} declared", counted(given));
                Diagnostic::error("script::arguments", declared, message)
                    .here("declared here")
                    .and(written.of(own.place), "defined here")
                    .help(write)
            }
            None => {
                let near = nearest(name, program.functions().iter().map(|own| own.name.as_str()));
                let help = near.map_or(write, |near| format!("it has `{near}`: did you mean that?"));
                let message = format!("the script has no function `{name}`");
                Diagnostic::error("script::function", named, message).help(help)
            }
        };
        self.report(finding);
    }

    /// What is wrong in a script, where it is.
    pub(super) fn script_problem(&mut self, problem: &Problem, written: &ScriptText) {
        let code = match &problem.what {
            Fault::UnknownFunction(..) | Fault::Arguments(..) | Fault::Elsewhere(..) => "script::call",
            Fault::UnknownEntry(..) | Fault::NoField(..) => "script::field",
            Fault::Gives(..)
            | Fault::GivesIn(..)
            | Fault::GivesNothing
            | Fault::OtherWord(..)
            | Fault::MoreEntries(..)
            | Fault::NoEntry(..) => "script::result",
            Fault::UnknownVariable(..) => "script::variable",
            Fault::Refused(..) => "script::refused",
            Fault::Overload(..) => "script::overload",
            Fault::Long(..) => "script::long",
            _ => "script::syntax",
        };
        let finding = Diagnostic::error(code, written.place(problem), problem.what.to_string());
        self.report(finding.maybe_help(problem.what.help()));
    }
}

impl ScriptText {
    /// Line and column of the script as a place.
    pub(super) fn of(&self, place: Option<(usize, usize)>) -> Span {
        self.at(Problem::range_at(place, &self.text))
    }

    /// The place of a problem of the script.
    fn place(&self, problem: &Problem) -> Span {
        self.at(problem.range(&self.text))
    }

    fn at(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.span.start as usize;
        Span::new(self.span.source, start + range.start, start + range.end)
    }
}

/// Stands in for a function that the host does not bring along.
struct Absent(String);

impl Reckoner for Absent {
    fn reckon(&self, _: &[Outcome<Datum>]) -> Outcome<Datum> {
        Err(Missing::failed(Phrase::from("code_not_brought").with("name", self.0.as_str())))
    }
}
