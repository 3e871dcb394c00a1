//! Slips of the family `syntax`.

use super::Code;

/// The family `syntax`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "syntax::bracket::mismatch",
        title: "a bracket is closed by one of another kind",
        explanation: "Every bracket has a partner of its own kind: `(` and `)`, `[` and `]`, `{` and `}`.",
        wrong: "value (a + b]",
        cure: "value (a + b)",
    },
    Code {
        code: "syntax::bracket::stray",
        title: "a closing bracket closes nothing",
        explanation: "A closing bracket stands where no bracket is open. Often a bracket before it was taken out, or \
                      typed twice.",
        wrong: "kpi a \"A\" { unit % } }",
        cure: "kpi a \"A\" { unit % }",
    },
    Code {
        code: "syntax::bracket::unclosed",
        title: "a bracket is not closed",
        explanation: "A bracket was opened and its partner is missing. The finding shows where it opens and the place \
                      up to which no partner was seen. Only the item with the slip is left out or cut short; the rest \
                      of the file is read.",
        wrong: "value (a + b",
        cure: "value (a + b)",
    },
    Code {
        code: "syntax::call::form",
        title: "a call, a set or a list of arguments has the wrong form",
        explanation: "A function has a plain name, a set is named by one word, `over` takes a number of years or two \
                      years, and a roll-up takes plain arguments.",
        wrong: "value sum(x over 5 min)",
        cure: "value sum(x over 5 years)",
    },
    Code {
        code: "syntax::clause::broken",
        title: "a clause can not be read",
        explanation: "The clause begins with a word of the language, and what follows is not what that word takes. \
                      The clause is left out; the clauses around it are read.",
        wrong: "target 95 %",
        cure: "target at least 95 %",
    },
    Code {
        code: "syntax::code::unquoted",
        title: "a code is written as a number",
        explanation: "Codes are texts: as numbers, 16.10 and 16.1 would be the same.",
        wrong: "sdg: 16.10",
        cure: "sdg: \"16.10\"",
    },
    Code {
        code: "syntax::date::impossible",
        title: "there is no such date",
        explanation: "A date is a year, a month or a day that exists: `2020`, `2020-09`, `2020-09-30`. A period is a \
                      year of four digits, or `latest`.",
        wrong: "target at least 5 % from 2021-02-30",
        cure: "target at least 5 % from 2021-02-28",
    },
    Code {
        code: "syntax::hole::broken",
        title: "the formula in the hole of a text can not be read",
        explanation: "What stands between braces in a title, a description, a reason, an action or a message is a \
                      formula. Its value is filled in with its unit.",
        wrong: "because \"Lost: {loss +}.\"",
        cure: "because \"Lost: {loss}.\"",
    },
    Code {
        code: "syntax::hole::unclosed",
        title: "a brace in a text has no partner",
        explanation: "In titles, descriptions, reasons, actions and messages braces are holes and come in pairs.",
        wrong: "about \"Share of {population\"",
        cure: "about \"Share of {population}\"",
    },
    Code {
        code: "syntax::item::broken",
        title: "the head of an item can not be read",
        explanation: "An item begins with its word, its name and its title, then its modifiers, then `{`. What is \
                      wrong in the block is told all the same.",
        wrong: "kpi \"Share of renewable energy\" { unit % }",
        cure: "kpi renewable_share \"Share of renewable energy\" { unit % }",
    },
    Code {
        code: "syntax::item::later",
        title: "this part of the language is not evaluated yet",
        explanation: "The construct belongs to the language and is read, but this version does not evaluate it. It is \
                      left out, and the finding says so, so that no result rests on a rule that was passed over in \
                      silence.",
        wrong: "retire kpi informal_settlements because \"None exist\"",
        cure: "amend kpi informal_settlements because \"None exist\" { not applicable  because \"None exist\" }",
    },
    Code {
        code: "syntax::letter::foreign",
        title: "a sign that has no meaning outside texts",
        explanation: "Names are written with a to z, 0 to 9 and `_`. Titles and texts may be in any script. \
                      Currencies are written with their codes.",
        wrong: "budget 100 €",
        cure: "budget 100 EUR",
    },
    Code {
        code: "syntax::letter::lookalike",
        title: "a letter of another script that only looks alike",
        explanation: "A Cyrillic or Greek letter stands in a name, or a raised digit or `µ` in a unit. It looks right \
                      and is another sign, so the name would not be found.",
        wrong: "unit m²",
        cure: "unit m2",
    },
    Code {
        code: "syntax::modifier::twice",
        title: "a modifier stands twice on one clause",
        explanation: "Each modifier stands once on a clause. Two conditions are joined with `and`, two sources are \
                      named in one text.",
        wrong: "value a when b when c",
        cure: "value a when b and c",
    },
    Code {
        code: "syntax::name::reserved",
        title: "a word of the language is used as a name",
        explanation: "The words of the language are never names, so that a misspelt clause is not taken for one.",
        wrong: "kpi target \"Target\" { unit % }",
        cure: "kpi emission_target \"Target\" { unit % }",
    },
    Code {
        code: "syntax::nesting::deep",
        title: "too many parts inside each other",
        explanation: "More than 100 brackets stand inside each other, or one clause has more than 250 operators or 50 \
                      `if` and `where`. No method needs that; a part with a name of its own can be read and tested.",
        wrong: "value ((((… a …))))",
        cure: "value named_part + b",
    },
    Code {
        code: "syntax::number::decimal_comma",
        title: "a number has a comma",
        explanation: "Numbers have a decimal point. A comma separates the members of a list.",
        wrong: "value 0,5 * a",
        cure: "value 0.5 * a",
    },
    Code {
        code: "syntax::number::large",
        title: "a whole number is too large",
        explanation: "Counts such as `digits`, `limit` and `year` stay below 4 294 967 296.",
        wrong: "digits 9_999_999_999",
        cure: "digits 3",
    },
    Code {
        code: "syntax::number::spaced",
        title: "a number has blanks between its digits",
        explanation: "Digits are grouped with `_`, so that a number is one word.",
        wrong: "start 100 000 inhabitants",
        cure: "start 100_000 inhabitants",
    },
    Code {
        code: "syntax::operator::chain",
        title: "comparisons do not chain",
        explanation: "`a < b < c` would compare yes or no with c. Two comparisons are joined with `and`.",
        wrong: "when 10 % < a < 20 %",
        cure: "when 10 % < a and a < 20 %",
    },
    Code {
        code: "syntax::operator::foreign",
        title: "an operator of another language",
        explanation: "Spreadsheets and programming languages write some operators differently. Here they are `=`, \
                      `!=`, `<=`, `>=`, `^`, `and`, `or`, `not`.",
        wrong: "when a <> b and c == d",
        cure: "when a != b and c = d",
    },
    Code {
        code: "syntax::operator::within",
        title: "`within` stands after something that is no comparison",
        explanation: "`within` says how far the two sides of a comparison may lie apart.",
        wrong: "require a + b within 2 pp",
        cure: "require a + b = 100 % within 2 pp",
    },
    Code {
        code: "syntax::quote::curly",
        title: "quotes of a word processor",
        explanation: "Word processors replace straight quotes by curly ones. Texts stand between straight quotes.",
        wrong: "about “Share of households”",
        cure: "about \"Share of households\"",
    },
    Code {
        code: "syntax::space::special",
        title: "a special blank",
        explanation: "Web pages and word processors use blanks that do not break, or have no width. They look like \
                      blanks or can not be seen at all. Between digits write `_`.",
        wrong: "start 100 000 inhabitants (with a no-break blank)",
        cure: "start 100_000 inhabitants",
    },
    Code {
        code: "syntax::text::unclosed",
        title: "a text or a quoted name is not closed",
        explanation: "A text between `\"` ends on its line; a text over several lines stands between `\"\"\"` and \
                      `\"\"\"`; a quoted name stands between `'` and `'` on one line.",
        wrong: "about \"Share of households",
        cure: "about \"Share of households\"",
    },
    Code {
        code: "syntax::word::unknown",
        title: "a word opens no clause and no item",
        explanation: "A line begins with a word that the language does not have. If it is misspelt, the nearest word \
                      is offered; what a pack declares is written with a colon.",
        wrong: "dimension economy",
        cure: "dimension: economy",
    },
];
