//! Slips around comparisons with others: the families `cohort`, `impute`, `look`, `per`, `screen`, `step`, and
//! `data::cities`.

use super::Code;

/// Cohorts, steps before the score, many cities in one sheet.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "cohort::both",
        title: "a cohort that holds values and looks at members",
        explanation: "A cohort either looks at cities (all at hand, some of them, several years), or it holds values that \
                      were written down once. It cannot do both.",
        wrong: "cohort base \"Base\" { years 2015 to 2020; loss: 0.1, 0.2 }",
        cure: "cohort base \"Base\" { loss: 0.1, 0.2 }",
    },
    Code {
        code: "cohort::item",
        title: "values of something that is not there",
        explanation: "A cohort holds values of KPIs, points and inputs of the packs in use. The name is none of them.",
        wrong: "cohort base \"Base\" { los: 0.1, 0.2 }",
        cure: "cohort base \"Base\" { loss: 0.1, 0.2 }",
    },
    Code {
        code: "cohort::unknown",
        title: "no such cohort",
        explanation: "The packs in use declare no cohort of that name.",
        wrong: "score min_max(value, 0, 100, cohort: bsae)",
        cure: "score min_max(value, 0, 100, cohort: base)",
    },
    Code {
        code: "cohort::years",
        title: "years in the wrong order",
        explanation: "A cohort takes together the years from the first to the last.",
        wrong: "cohort base \"Base\" { years 2023 to 2015 }",
        cure: "cohort base \"Base\" { years 2015 to 2023 }",
    },
    Code {
        code: "data::cities::column",
        title: "no such column",
        explanation: "The block names a column that the first line of the sheet does not have.",
        wrong: "cities c \"C\" from \"data.csv\" { id column \"cdoe\" }",
        cure: "cities c \"C\" from \"data.csv\" { id column \"code\" }",
    },
    Code {
        code: "data::cities::id",
        title: "nothing names the cities",
        explanation: "Each row is of one city, and a column says of which.",
        wrong: "cities c \"C\" from \"data.csv\" { uses p }",
        cure: "cities c \"C\" from \"data.csv\" { uses p; id column \"code\" }",
    },
    Code {
        code: "data::cities::more",
        title: "something beside the cities",
        explanation: "The file that names the sheet of many cities holds this one item.",
        wrong: "cities c \"C\" from \"data.csv\" { … } and after it `kpi x { … }`",
        cure: "move the KPI into a pack",
    },
    Code {
        code: "data::cities::none",
        title: "no cities",
        explanation: "The file was asked for as the one that declares the cities of a sheet, and it declares none.",
        wrong: "an empty cities.kpi",
        cure: "cities c \"C\" from \"data.csv\" { uses p; id column \"code\" }",
    },
    Code {
        code: "data::cities::role",
        title: "a column of nothing",
        explanation: "A name before `column` is an input, a KPI or a point, or one of `id`, `title` and `period`. With a \
                      colon behind it, it is an attribute of the city.",
        wrong: "poplation column \"Pop\"",
        cure: "population column \"Pop\"",
    },
    Code {
        code: "data::cities::twice",
        title: "one city twice in one period",
        explanation: "There are two rows of one city and one period. The first one is read.",
        wrong: "oslo,2020,… and again oslo,2020,…",
        cure: "take one row away, or name the column of the period: `period column \"year\"`",
    },
    Code {
        code: "data::cities::unnamed",
        title: "a row of no city",
        explanation: "The cell that names the city of the row is empty.",
        wrong: ",2020,5",
        cure: "oslo,2020,5",
    },
    Code {
        code: "data::cities::unread",
        title: "columns that nothing reads",
        explanation: "A column is read that is called as an item of the packs in use, or that the block names. The others \
                      are told once, since a misspelt name would be lost in silence.",
        wrong: "a column `populaton`",
        cure: "a column `population`, or `population column \"populaton\"` in the block",
    },
    Code {
        code: "impute::group",
        title: "no groups",
        explanation: "Groups are made by an input with words: those with the same word are of one group.",
        wrong: "impute group_mean(value, population)",
        cure: "impute group_mean(value, income_group)",
    },
    Code {
        code: "look::direction",
        title: "a comparison without a direction",
        explanation: "A score that compares a city with others must know whether more or less is better. It is told from \
                      `better`, else from the target.",
        wrong: "kpi x \"X\" { unit %; score min_max(value) }",
        cure: "kpi x \"X\" { unit %; better lower; score min_max(value) }",
    },
    Code {
        code: "look::early",
        title: "a value that looks at others",
        explanation: "Values come first, each city by itself; then they are compared. A value that needed the values of \
                      others would need itself.",
        wrong: "value min_max(loss)",
        cure: "score min_max(loss)",
    },
    Code {
        code: "look::most",
        title: "a cap that is no share",
        explanation: "`most:` holds the result of a distance down. It is a share or a plain number.",
        wrong: "score distance_to_target(value, target, most: 5 min)",
        cure: "score distance_to_target(value, target, most: 100 %)",
    },
    Code {
        code: "look::scale",
        title: "a scale that is no number",
        explanation: "The ends of the scale of a score are shares or plain numbers, and so is the share of a percentile.",
        wrong: "score min_max(value, 0 min, 10 min)",
        cure: "score min_max(value, 0, 10)",
    },
    Code {
        code: "look::value",
        title: "something that the others do not have",
        explanation: "A function that looks at others takes the value of a KPI, a point or an input: that is what every \
                      member of the cohort has. What is computed on the way is a KPI of its own.",
        wrong: "score min_max(value * 2)",
        cure: "score min_max(value)",
    },
    Code {
        code: "per::kind",
        title: "a value that cannot be divided so",
        explanation: "`per` divides a quantity, and everything by which one value is divided is of one kind.",
        wrong: "kpi x \"X\" { unit yes_no; per population }",
        cure: "kpi x \"X\" { unit t; per population }",
    },
    Code {
        code: "screen::share",
        title: "a screen that is no share",
        explanation: "A city is scored when it has a value for a share of its KPIs, between 0 and 100 %.",
        wrong: "screen 9 reported",
        cure: "screen 90 % reported",
    },
    Code {
        code: "step::way",
        title: "no such way",
        explanation: "`impute` and `treat` name one of their ways, or `none`.",
        wrong: "impute avreage(value)",
        cure: "impute mean(value)",
    },
];
