//! Recommendations and checks whose code is not written in the language: who provides it.

use std::sync::Arc;

use super::Checker;
use super::card_script::Use;
use crate::diagnostic::Diagnostic;
use crate::model::exhibit::{Adviser, Card, Inspector, Outside, Remark, Suggestion};
use crate::source::{Span, nearest};
use crate::syntax::tree::{CodeIn, Name};
use crate::value::{ItemId, Missing, Outcome, Phrase};

/// What people are told of code of the host.
const HOST: &str = "host";

impl Checker<'_> {
    /// The code of a recommendation.
    pub(super) fn adviser(&mut self, name: &Name, code: &CodeIn, member: Option<&str>) -> Option<Outside<dyn Adviser>> {
        match code {
            CodeIn::Host(span) => {
                let known = self.host.advisers.get(&name.text).cloned();
                let code = known.unwrap_or_else(|| {
                    self.not_brought(&Wanted::RECOMMENDATION, name, *span);
                    Arc::new(Absent(name.text.clone()))
                });
                Some(Outside { from: HOST.into(), span: *span, code })
            }
            CodeIn::Script(script) => self.advising(Use { name, script, member }),
        }
    }

    /// The code of a check.
    pub(super) fn inspector(
        &mut self,
        name: &Name,
        code: &CodeIn,
        member: Option<&str>,
    ) -> Option<Outside<dyn Inspector>> {
        match code {
            CodeIn::Host(span) => {
                let known = self.host.inspectors.get(&name.text).cloned();
                let code = known.unwrap_or_else(|| {
                    self.not_brought(&Wanted::CHECK, name, *span);
                    Arc::new(Absent(name.text.clone()))
                });
                Some(Outside { from: HOST.into(), span: *span, code })
            }
            CodeIn::Script(script) => self.inspecting(Use { name, script, member }),
        }
    }

    /// Says that the host lacks what a rule declares.
    pub(super) fn not_brought(&mut self, wanted: &Wanted, name: &Name, span: Span) {
        let host = self.host;
        let known: Vec<&str> = match wanted.method {
            "add_function" => host.functions.keys().map(String::as_str).collect(),
            "add_check" => host.inspectors.keys().map(String::as_str).collect(),
            _ => host.advisers.keys().map(String::as_str).collect(),
        };
        let (what, method) = (wanted.what, wanted.method);
        let help = match nearest(&name.text, known) {
            Some(near) => format!("the host has `{near}`: did you mean that?"),
            None => format!("run the rules in a program that calls `Library::{method}(\"{}\", …)`", name.text),
        };
        let message = format!("this program brings no {what} `{}` along", name.text);
        self.report(
            Diagnostic::warning("host::missing", span, message)
                .here(format!("`{}` stays without a result", name.text))
                .help(help),
        );
    }
}

/// What a rule wants of the host.
pub(super) struct Wanted {
    what: &'static str,
    method: &'static str,
}

impl Wanted {
    /// A recommendation.
    pub(super) const RECOMMENDATION: Self = Self { what: "recommendation", method: "add_recommendation" };
    /// A function.
    pub(super) const FUNCTION: Self = Self { what: "function", method: "add_function" };
    /// A check.
    pub(super) const CHECK: Self = Self { what: "check", method: "add_check" };
}

/// Stands in for code that the host does not bring along: what asks it has no result.
struct Absent(String);

impl Absent {
    fn missing(&self) -> Missing {
        Missing::failed(Phrase::from("code_not_brought").with("name", self.0.as_str()))
    }
}

impl Adviser for Absent {
    fn advise(&self, _: &Card, _: Option<ItemId>) -> Outcome<Vec<Suggestion>> {
        Err(self.missing())
    }
}

impl Inspector for Absent {
    fn inspect(&self, _: &Card, _: Option<ItemId>) -> Outcome<Vec<Remark>> {
        Err(self.missing())
    }
}
