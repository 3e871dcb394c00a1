//! Whether a recommendation fires, and what it says.

use super::effect::effect;
use super::fires::both;
use super::outside::{Said, ask};
use super::reason::{always, reason};
use super::{Material, Verdict};
use crate::formula::{Context, fill, holds, membership, pick, standing, truth};
use crate::model::advice::{ActionText, Holder, NotGiven, Reason, Recommended, Subject, Undetermined};
use crate::model::formula::Template;
use crate::model::rules::{Action, Case, Priority, Recommendation};
use crate::value::{ItemId, Missing, MissingKind, Outcome, Value};

/// How the triggers of a recommendation came out.
#[derive(Default)]
struct Triggers {
    fired: Vec<Reason>,
    failed: Vec<Reason>,
    open: Vec<Reason>,
    missing: Option<Missing>,
    not_applicable: Option<Missing>,
}

impl Triggers {
    /// What a script or the host says, which has the last word on what the triggers let through.
    fn hear(&mut self, reason: Reason, answer: Outcome<Option<Said>>, said: &mut Option<Said>) {
        if let Ok(Some(answer)) = answer {
            self.fired.push(reason);
            *said = Some(answer);
            return;
        }
        *self = Self::default();
        match answer.err() {
            None => self.failed.push(reason),
            Some(missing) if missing.kind == MissingKind::NotApplicable => self.not_applicable = Some(missing),
            Some(missing) => {
                self.open.push(reason);
                self.unknown(missing);
            }
        }
    }

    fn unknown(&mut self, missing: Missing) {
        self.missing = Some(match self.missing.take() {
            Some(other) => other.join(missing),
            None => missing,
        });
    }
}

/// One verdict, or one for each member.
pub(super) fn judge(material: &Material<'_>, place: usize) -> Vec<Verdict> {
    let Some(rule) = material.book.recommendations.get(place) else { return Vec::new() };
    let number = u16::try_from(place).unwrap_or(u16::MAX);
    let context = Context::at_day(material.card.year, material.card.on);
    if let Some(verdict) = retired(material, rule, number, &context) {
        return vec![verdict];
    }
    let Some(set) = &rule.each else {
        return vec![judge_one(material, rule, number, None, &context)];
    };
    let members = membership(set, material.scope, &context);
    let mut verdicts: Vec<Verdict> = members
        .holding
        .iter()
        .map(|member| judge_one(material, rule, number, Some(*member), &context.for_member(*member)))
        .collect();
    // What the method sets no target for has no band by design: nothing is missing there.
    let waiting = |open: &&(ItemId, Missing)| open.1.kind != MissingKind::NoBenchmark;
    let open: Vec<(ItemId, Missing)> = members.open.iter().filter(waiting).cloned().collect();
    if !open.is_empty() {
        verdicts.push(undetermined_members(material, rule, number, &open));
    }
    if members.holding.is_empty() && open.is_empty() {
        let subject = Subject { recommendation: number, member: None, title: plain_title(material, rule) };
        verdicts.push(Verdict::NotGiven(NotGiven { subject, failed: Vec::new(), not_applicable: None }));
    }
    verdicts
}

/// What a pack retired is not given, and says so.
fn retired(material: &Material<'_>, rule: &Recommendation, number: u16, context: &Context<'_>) -> Option<Verdict> {
    let picked = pick(&rule.retired, material.scope, context);
    let subject = || Subject { recommendation: number, member: None, title: plain_title(material, rule) };
    match picked {
        Ok(place) => {
            let why = rule.retired.get(place?)?.note.because.clone().map(Into::into);
            let missing = Missing::of(MissingKind::NotApplicable).saying(why);
            let not_applicable = Some(missing);
            Some(Verdict::NotGiven(NotGiven { subject: subject(), failed: Vec::new(), not_applicable }))
        }
        Err(missing) => Some(Verdict::Undetermined(Undetermined {
            subject: subject(),
            open: Vec::new(),
            missing,
            members: Vec::new(),
        })),
    }
}

fn undetermined_members(
    material: &Material<'_>,
    rule: &Recommendation,
    number: u16,
    open: &[(ItemId, Missing)],
) -> Verdict {
    let subject = Subject { recommendation: number, member: None, title: plain_title(material, rule) };
    let members: Vec<ItemId> = open.iter().map(|(member, _)| *member).collect();
    let kind = open.iter().map(|(_, missing)| missing.kind).min().unwrap_or(MissingKind::NotReported);
    let missing = Missing::new(kind, members.as_slice(), None);
    Verdict::Undetermined(Undetermined { subject, open: Vec::new(), missing, members })
}

/// The title of a recommendation over a set, when no member is at hand.
fn plain_title(material: &Material<'_>, rule: &Recommendation) -> String {
    let span = rule.note.span;
    let name = material.sources.text(span);
    let text = rule.title.as_plain().map(str::to_owned);
    text.unwrap_or_else(|| if name.is_empty() { rule.name.clone() } else { name.to_owned() }).replace('_', " ")
}

fn judge_one(
    material: &Material<'_>,
    rule: &Recommendation,
    number: u16,
    member: Option<ItemId>,
    context: &Context<'_>,
) -> Verdict {
    let subject = Subject { recommendation: number, member, title: fill(&rule.title, material.scope, context) };
    let mut triggers = triggers(material, rule, context);
    let mut said = None;
    if let Some(outside) = rule.outside.as_ref().filter(|_| rule.when.is_empty() || !triggers.fired.is_empty()) {
        let asked = ask(material, rule, outside, context);
        let reason = asked.reason(outside, material);
        triggers.hear(reason, asked.said, &mut said);
    }
    if triggers.fired.is_empty() {
        return match triggers.missing {
            Some(missing) => {
                Verdict::Undetermined(Undetermined { subject, open: triggers.open, missing, members: Vec::new() })
            }
            None => {
                let not_applicable = if triggers.failed.is_empty() { triggers.not_applicable } else { None };
                Verdict::NotGiven(NotGiven { subject, failed: triggers.failed, not_applicable })
            }
        };
    }
    let mut recommended = recommended(material, rule, subject, triggers, context);
    if let Some(said) = said {
        recommended.because.extend(said.because);
        recommended.actions = said.actions;
    }
    match holder(material, rule, context, &mut recommended.open) {
        Some(holder) => Verdict::HeldBack(Box::new(recommended), holder),
        None => Verdict::Fires(Box::new(recommended)),
    }
}

fn triggers(material: &Material<'_>, rule: &Recommendation, context: &Context<'_>) -> Triggers {
    let mut found = Triggers::default();
    if rule.when.is_empty() && rule.each.is_some() {
        found.fired.extend(member_reason(material, rule, context));
    }
    let places = match standing(&rule.when, |_, _| true, material.scope, context) {
        Ok(places) => places,
        Err(missing) => {
            found.missing = Some(missing);
            return found;
        }
    };
    for case in places.into_iter().filter_map(|place| rule.when.get(place)) {
        let Some(node) = &case.value else {
            match holds(case, material.scope, context) {
                Ok(true) => found.fired.push(always(material)),
                Ok(false) => {}
                Err(missing) => found.unknown(missing),
            }
            continue;
        };
        let say = |missing| reason(material, node, case.note.span, context, missing);
        match both(case, node, material.scope, context) {
            Ok(true) => found.fired.push(say(None)),
            Ok(false) => found.failed.push(say(None)),
            Err(missing) if missing.kind == MissingKind::NotApplicable => found.not_applicable = Some(missing),
            Err(missing) => {
                found.open.push(say(Some(missing.clone())));
                found.unknown(missing);
            }
        }
    }
    found
}

/// The condition of the loop, as the reason for its member.
fn member_reason(material: &Material<'_>, rule: &Recommendation, context: &Context<'_>) -> Option<Reason> {
    let set = rule.each.as_ref()?;
    let mut made = match &set.condition {
        Some(condition) => reason(material, condition, set.span, context, None),
        None => always(material),
    };
    made.items.extend(context.member.filter(|member| !made.items.contains(member)));
    Some(made)
}

fn recommended(
    material: &Material<'_>,
    rule: &Recommendation,
    subject: Subject,
    triggers: Triggers,
    context: &Context<'_>,
) -> Recommended {
    let scope = material.scope;
    let priority = match pick(&rule.priorities, scope, context) {
        Ok(place) => place.and_then(|place| rule.priorities.get(place)).map_or(Priority::Medium, |case| case.value),
        Err(_) => Priority::Medium,
    };
    let effect = effect(material, rule, context);
    let gain = effect.as_ref().map(|effect| effect.gain.clone());
    let context = &Context { effect: gain.as_ref(), ..*context };
    let said = |template| fill(template, scope, context);
    let mut open = triggers.open;
    open.extend(undecided(material, &rule.priorities, context));
    open.extend(undecided(material, &rule.because, context));
    open.extend(
        rule.actions.iter().flat_map(|action| undecided(material, std::slice::from_ref(&action.text), context)),
    );
    let because = standing_ones(&rule.because, |_, _| true, material, context);
    let texts: Vec<Case<(&str, &Template)>> = rule.actions.iter().map(as_case).collect();
    let actions = standing_ones(&texts, |one, other| one.0 == other.0, material, context);
    Recommended {
        subject,
        rank: 0,
        priority,
        shortfall: shortfall(material, &triggers.fired),
        effect,
        fired: triggers.fired,
        open,
        about: rule.about.as_ref().map(said),
        because: because.into_iter().map(|case| said(&case.value)).collect(),
        actions: actions
            .into_iter()
            .map(|case| ActionText { name: case.value.0.to_owned(), text: said(case.value.1), evidence: Vec::new() })
            .collect(),
        credits: credits(material, rule, context),
        resources: rule.resources.clone(),
    }
}

/// 1 less the lowest score among the items that the triggers name: how far it is from the best that its scale has. What
/// has no best has no shortfall.
fn shortfall(material: &Material<'_>, fired: &[Reason]) -> Option<f64> {
    let scores = fired.iter().flat_map(|reason| &reason.items).filter_map(|item| {
        match material.card.result(*item).map(|result| &result.score) {
            Some(Ok(Value::Number(score))) => material.book.item(*item)?.metric.share(*score),
            _ => None,
        }
    });
    scores.reduce(f64::min).map(|lowest| 1.0 - lowest)
}

/// Programmes of the city that serve the same end and have not ended.
fn credits(material: &Material<'_>, rule: &Recommendation, context: &Context<'_>) -> Vec<usize> {
    let credits = standing_ones(&rule.credits, |_, _| false, material, context);
    let wanted: Vec<&String> = credits.into_iter().flat_map(|case| &case.value).collect();
    let programmes = material.data.city.programmes.iter().enumerate();
    let serves = programmes.filter(|(_, programme)| {
        programme.tags.iter().any(|tag| wanted.contains(&tag))
            && programme.until.is_none_or(|until| until >= context.date)
    });
    serves.map(|(place, _)| place).collect()
}

fn holder(
    material: &Material<'_>,
    rule: &Recommendation,
    context: &Context<'_>,
    open: &mut Vec<Reason>,
) -> Option<Holder> {
    let places = standing(&rule.unless, |_, _| true, material.scope, context).unwrap_or_default();
    for case in places.into_iter().filter_map(|place| rule.unless.get(place)) {
        let say = |missing| reason(material, &case.value, case.note.span, context, missing);
        match both(case, &case.value, material.scope, context) {
            Ok(true) => return Some(Holder::Unless { reason: say(None), because: case.note.because.clone() }),
            Ok(false) => {}
            Err(missing) => open.push(say(Some(missing))),
        }
    }
    None
}

/// The clauses whose condition cannot be told: they are left out, and that is said.
fn undecided<T>(material: &Material<'_>, cases: &[Case<T>], context: &Context<'_>) -> Vec<Reason> {
    let open = cases.iter().filter(|case| in_time(case, context)).filter_map(|case| {
        let when = case.when.as_ref()?;
        let missing = truth(when, material.scope, context).err()?;
        Some(reason(material, when, case.note.span, context, Some(missing)))
    });
    open.collect()
}

/// The clauses that stand on the day and whose conditions hold. What cannot be told is left out, and that is said.
pub(super) fn standing_ones<'c, T>(
    cases: &'c [Case<T>],
    same: impl Fn(&T, &T) -> bool,
    material: &Material<'_>,
    context: &Context<'_>,
) -> Vec<&'c Case<T>> {
    let places = standing(cases, same, material.scope, context).unwrap_or_default();
    let cases = places.into_iter().filter_map(|place| cases.get(place));
    cases.filter(|case| holds(case, material.scope, context).unwrap_or(false)).collect()
}

/// An action with its name, as a clause.
fn as_case(action: &Action) -> Case<(&str, &Template)> {
    let Case { value, when, from, until, note } = &action.text;
    Case { value: (&action.name, value), when: when.clone(), from: *from, until: *until, note: note.clone() }
}

fn in_time<T>(case: &Case<T>, context: &Context<'_>) -> bool {
    case.from.is_none_or(|from| from <= context.date) && case.until.is_none_or(|until| context.date <= until)
}
