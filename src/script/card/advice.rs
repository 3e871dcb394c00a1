//! A script that recommends or checks, as the rules ask it.

use std::sync::Arc;

use rhai::Dynamic;

use super::said::{Said, all};
use super::{ItemHandle, said};
use crate::model::exhibit::{Adviser, Card, Inspector, Remark, Suggestion};
use crate::script::limits::Limits;
use crate::script::problem::{Fault, Problem};
use crate::script::sandbox::{Program, Sandbox};
use crate::source::nearest;
use crate::value::{ItemId, Missing, Outcome};

impl Sandbox {
    /// A sandbox for scripts that recommend or check: they see a scorecard.
    #[must_use]
    pub fn with_card(limits: Limits) -> Self {
        let mut sandbox = Self::new(limits);
        sandbox.extend(super::rows().chain(said::rows()), |engine| {
            super::register(engine);
            said::register(engine);
        });
        sandbox
    }
}

/// A function of a script that sees a scorecard.
#[derive(Debug, Clone)]
pub struct CardScript {
    sandbox: Arc<Sandbox>,
    program: Arc<Program>,
    function: String,
    file: Arc<str>,
}

impl CardScript {
    /// The function of that name in a script.
    ///
    /// # Errors
    /// There is none, or it takes another number of arguments: the scorecard, and the member of a set.
    pub fn new(
        sandbox: &Arc<Sandbox>,
        program: &Arc<Program>,
        (function, file): (&str, &str),
        of_member: bool,
    ) -> Result<Self, Problem> {
        let defined = program.functions();
        let arguments = if of_member { 2 } else { 1 };
        let Some(found) = defined.iter().find(|defined| defined.name == function) else {
            let near = nearest(function, defined.iter().map(|defined| defined.name.as_str())).map(str::to_owned);
            return Err(Problem { what: Fault::UnknownFunction(function.to_owned(), arguments, near), place: None });
        };
        if found.parameters.len() != arguments {
            let takes = found.parameters.len().to_string();
            let form = format!("fn {function}({}) {{ … }}", if of_member { "card, kpi" } else { "card" });
            let what = Fault::Arguments(function.to_owned(), takes, arguments, form);
            return Err(Problem { what, place: found.place });
        }
        let (sandbox, program) = (Arc::clone(sandbox), Arc::clone(program));
        Ok(Self { sandbox, program, function: function.to_owned(), file: file.into() })
    }

    fn run(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Said>> {
        let member = member.map(|member| Dynamic::from(ItemHandle::new(card, member)));
        let arguments = std::iter::once(Dynamic::from(card.clone())).chain(member).collect();
        let result = self.sandbox.call(&self.program, &self.function, arguments);
        let said = result.and_then(|result| all(result).map_err(|what| Problem { what, place: None }));
        said.map_err(|problem| self.missing(problem, card))
    }

    /// Why there is no result: the figure that is missing, or what the script does wrong and where.
    fn missing(&self, problem: Problem, card: &Card) -> Missing {
        let failed = || Missing::failed(problem.phrase(&self.file));
        match &problem.what {
            Fault::Missing(_, _, Some(missing)) => missing.as_ref().clone(),
            // Rhai itself met a missing value, and does not tell which: one of those that were looked at.
            Fault::Missing(..) => {
                let seen = card.asked().into_iter().filter_map(|item| card.exhibit.item(item)?.value.clone().err());
                seen.reduce(Missing::join).unwrap_or_else(failed)
            }
            _ => failed(),
        }
    }
}

impl Adviser for CardScript {
    fn advise(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Suggestion>> {
        let said = self.run(card, member)?.into_iter().map(|said| match said {
            Said::Suggestion(suggestion) => Ok(suggestion),
            Said::Remark(_) => {
                Err(self.wrong("a recommendation gives `action` and `because`, not `finding` or `note`"))
            }
        });
        said.collect()
    }
}

impl Inspector for CardScript {
    fn inspect(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Remark>> {
        let said = self.run(card, member)?.into_iter().map(|said| match said {
            Said::Remark(remark) => Ok(remark),
            Said::Suggestion(_) => Err(self.wrong("a check gives `finding` and `note`, not `action` or `because`")),
        });
        said.collect()
    }
}

impl CardScript {
    fn wrong(&self, what: &str) -> Missing {
        Missing::failed(Problem { what: Fault::Other(what.to_owned()), place: None }.phrase(&self.file))
    }
}
