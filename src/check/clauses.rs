//! The clauses of the language: one row each, which the checker and the reference manual read.

/// The blocks in which clauses stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word of the block")]
pub enum Place {
    Pack,
    Bands,
    Facet,
    Rollup,
    Input,
    Kpi,
    Point,
    Parameter,
    Table,
    Reference,
    Recommend,
    Resource,
    Check,
    Test,
    Robustness,
    City,
    Cohort,
    Programme,
    Region,
}

impl Place {
    /// The word that opens the block.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Bands => "bands",
            Self::Facet => "facet",
            Self::Rollup => "rollup",
            Self::Input => "input",
            Self::Kpi => "kpi",
            Self::Point => "point",
            Self::Parameter => "parameter",
            Self::Table => "table",
            Self::Reference => "reference",
            Self::Recommend => "recommend",
            Self::Resource => "resource",
            Self::Check => "check",
            Self::Test => "test",
            Self::Robustness => "robustness",
            Self::City => "city",
            Self::Cohort => "cohort",
            Self::Programme => "programme",
            Self::Region => "region",
        }
    }
}

/// A clause of the language.
#[derive(Debug)]
pub struct ClauseRow {
    /// Its first word or words.
    pub word: &'static str,
    /// The blocks in which it may stand.
    pub places: &'static [Place],
    /// How it is written.
    pub example: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

use Place::{
    Bands, Check, City, Cohort, Facet, Input, Kpi, Pack, Parameter, Point, Programme, Recommend, Reference, Region,
    Resource, Robustness, Rollup, Table, Test,
};

const fn row(word: &'static str, places: &'static [Place], example: &'static str, meaning: &'static str) -> ClauseRow {
    ClauseRow { word, places, example, meaning }
}

/// All clauses, by their first word.
pub const CLAUSES: &[ClauseRow] = &[
    row(
        "about",
        &[Kpi, Point, Input, Parameter, Recommend, City, Programme],
        "about \"Share of households with access to the internet.\"",
        "What it is about, in a sentence or two. Holes are filled in.",
    ),
    row(
        "action",
        &[Recommend],
        "action renew \"Renew the networks.\" when water_supply_loss > 20 %",
        "What is to be done. It has a name, so that another pack can replace its text.",
    ),
    row("address", &[Resource], "address \"https://example.org\"", "Where a resource is found."),
    row(
        "also in",
        &[Input, Kpi, Point],
        "also in ppm times 1_900 ug per m3 per ppm source \"…\"",
        "A figure may come in this unit of another kind; the factor is a fact with a source, no conversion.",
    ),
    row(
        "applies to",
        &[Pack],
        "applies to country NO",
        "Where the pack holds: in every place whose attribute has one of the values. Several: all of them.",
    ),
    row(
        "assume",
        &[Input],
        "assume 11_000 km per year basis judgement",
        "What stands in for silence. It is marked as an assumption to the end.",
    ),
    row(
        "bands",
        &[Pack, Kpi, Point, Rollup, Reference],
        "bands performance",
        "The scale of bands that is used. In a KPI, `bands of value { … }` divides the value itself.",
    ),
    row(
        "because",
        &[Recommend],
        "because \"{water_supply_loss} of the water is lost.\"",
        "The reason in words, with the figures.",
    ),
    row("better", &[Kpi, Point], "better higher", "Which direction is better: `higher` or `lower`."),
    row("budget", &[Programme], "budget 25_000_000_000 NOK", "What a programme costs."),
    row(
        "by",
        &[Rollup],
        "by mean when pillar = physical",
        "How a number is made: a function, or a formula over members.",
    ),
    row("city", &[Test], "city \"cities/trondheim\"", "The city whose figures the test takes."),
    row("code", &[Kpi], "code \"EC: ICT: ICT: 1C\"", "The code in the method."),
    row(
        "cohort",
        &[Pack],
        "cohort edition_2024",
        "With whom all scores compare that look at others; all cities at hand where nothing is said.",
    ),
    row(
        "counts",
        &[Pack, Kpi, Point],
        "counts",
        "An added KPI counts in the totals of the packs below too; in the head of a pack, all that it adds. `counts not in ROLLUP, …`: not in these.",
    ),
    row(
        "credit",
        &[Recommend],
        "credit programmes tagged water",
        "Programmes of the city that are named because they serve the same end.",
    ),
    row(
        "replicates",
        &[Robustness],
        "replicates 1_000",
        "How often a study of robustness draws; 1,000 where nothing is said.",
    ),
    row(
        "seed",
        &[Robustness],
        "seed 1",
        "Where the random numbers of a study begin; 1 where nothing is said. The same seed gives the same bytes.",
    ),
    row(
        "vary",
        &[Robustness],
        "vary weight of dimension by 25 %",
        "What a study of robustness varies: `weight of FACET` (or `kpis`, `points`), `score among SCORE, SCORE`, `impute among WAY, WAY`, `treat among WAY, WAY`, `rollup ROLLUP among FUNCTION, FUNCTION` (several roll-ups take the same), `data by 5 %`, `data by quality survey 3 %, else 10 %`, `targets`, `starts`, `parameter NAME`, each `by` a share of itself.",
    ),
    row("digits", &[Kpi, Point, Input], "digits 4", "Significant digits that are printed; 3 where nothing is said."),
    row(
        "effect",
        &[Recommend],
        "effect on footprint with distance = 0.8 * distance",
        "What the recommendation would change: the engine works out how far the KPI would move for the better. `{effect}` prints it, `limit … by effect` ranks by it.",
    ),
    row(
        "expect",
        &[Kpi, Point, Input, Test],
        "expect between 0 % and 100 %",
        "What a plausible figure looks like. Outside is a finding; with `else reject` the figure is withheld. In a test: what must come out.",
    ),
    row("extends", &[Pack], "extends u4ssc, reference_targets", "The packs that this one builds on."),
    row("from", &[Programme], "from 2010", "When it begins."),
    row("given", &[Test], "given households = 1_000 households", "A figure that the test takes."),
    row(
        "impute",
        &[Pack, Kpi, Point],
        "impute group_mean(value, income_group)",
        "What stands in for a missing value before the score; marked to the end. `impute none` in a KPI.",
    ),
    row(
        "input",
        &[Kpi, Point],
        "input stops \"All stops\" { unit stops }",
        "A figure that only this KPI (or point) needs.",
    ),
    row("language", &[Pack], "language 1", "The version of the language that the pack is written in."),
    row(
        "members",
        &[Cohort],
        "members trondheim, bergen, oslo",
        "Who belongs to a cohort; all at hand where nothing is said.",
    ),
    row(
        "no benchmark",
        &[Kpi, Point],
        "no benchmark because \"The number says little without the size of the city\"",
        "Shown and never scored, deliberately.",
    ),
    row(
        "not applicable",
        &[Kpi, Point],
        "not applicable when recipient = less_sensitive because \"Exempt\"",
        "Out of both sides of every roll-up.",
    ),
    row(
        "note",
        &[Check],
        "note \"Ask for the basis of every yes.\" when urban_planning is reported",
        "What the verifier is told to do.",
    ),
    row("of", &[Rollup], "of value of kpis", "What is rolled up: `points` (leaves), `kpis`, or another roll-up."),
    row(
        "path",
        &[Kpi, Point],
        "path constant_rate",
        "How the path runs between two milestones: `linear`, `constant_rate` or `steps`. Linear where nothing is said.",
    ),
    row(
        "per",
        &[Kpi, Point],
        "per population",
        "What the value is divided by, once it is reported or computed. Figures come in `unit`; the value is per this.",
    ),
    row("period", &[Pack], "period latest within 3 years", "Which year's figure is used."),
    row("point", &[Kpi], "point percent \"Share published\" { unit % }", "One of several results of a KPI."),
    row("points", &[Kpi], "points a \"A\", b \"B\" { unit % }", "Several results of one shape."),
    row(
        "prefer",
        &[Pack, Kpi, Point, Input, City],
        "prefer reported",
        "Which of several figures is used: `reported`, `computed`, or `source \"…\"`.",
    ),
    row(
        "priority",
        &[Recommend],
        "priority high when water_supply_loss > 25 %",
        "How pressing it is: high, medium or low. Medium where nothing is said.",
    ),
    row(
        "progress",
        &[Pack, Kpi, Point],
        "progress ((value at 2009) - value) / ((value at 2009) - required)",
        "How far a value has come along its path. Where nothing is said: the change made over the change due.",
    ),
    row("publisher", &[Resource], "publisher \"UNECE\"", "Who publishes a resource."),
    row(
        "require",
        &[Pack, Kpi, Point, Input, Rollup, Check],
        "require quality at least survey",
        "The least grade of a figure; in a roll-up the share that must be there (`require 80 % of kpis scored`); in a check what must hold.",
    ),
    row("resource", &[Recommend], "resource circular_cities, water_convention", "What to read or use."),
    row(
        "retired",
        &[Kpi, Point, Input, Recommend, Check],
        "retired from 2021 because \"None exist here\"",
        "It no longer holds. `retire kpi NAME` is an amendment with this one clause.",
    ),
    row("score", &[Pack, Kpi, Point], "score share_of_target(value, target)", "How the score is computed."),
    row(
        "screen",
        &[Pack],
        "screen 90 % reported",
        "A city with a value for less than this share of its KPIs is not scored. It comes after `impute`.",
    ),
    row(
        "source",
        &[Pack, Cohort, Kpi, Point, Input, Recommend, Resource, Check, Programme, Parameter, Reference],
        "source \"U4SSC, 2017, p. 23\"",
        "Where the whole item comes from.",
    ),
    row(
        "start",
        &[Kpi, Point],
        "start 30 min basis judgement",
        "The value that earns nothing. It decides bands, so it has an authority of its own.",
    ),
    row("subject", &[Pack], "subject city", "What is scored."),
    row("tags", &[Programme], "tags water, climate", "What a programme serves."),
    row(
        "target",
        &[Kpi, Point],
        "target at most 9 min basis comparator source \"…\"",
        "What the method or the place aims at; with `by DATE` a milestone of a path.",
    ),
    row("title", &[Kpi, Point, Input], "title \"Household internet access\"", "Another title, in an amendment."),
    row(
        "tolerance",
        &[Kpi, Point, Input],
        "tolerance 0.5 pp",
        "How far two figures may differ. `%` is relative to the larger one.",
    ),
    row(
        "treat",
        &[Pack, Kpi, Point],
        "treat winsorise(value, up_to: 5, skewness: 2, kurtosis: 3.5)",
        "What is done with outliers before the score; every changed value is listed. `treat none` in a KPI.",
    ),
    row(
        "trend",
        &[Pack],
        "trend linear over 5 years",
        "From how many years the present trend is read: a straight line by least squares.",
    ),
    row(
        "unit",
        &[Kpi, Point, Input, Parameter, Table],
        "unit FTE per 100_000 inhabitants",
        "How it is measured: a unit, `yes_no`, or `one of a, b`.",
    ),
    row("unless", &[Recommend], "unless renewable_energy_consumption >= 95 %", "What holds a recommendation back."),
    row("until", &[Programme], "until 2029", "When it ends."),
    row("uses", &[City], "uses u4ssc, reference_targets", "The packs that a city is evaluated with."),
    row(
        "value",
        &[Kpi, Point, Parameter, Input],
        "value households_with_internet / households",
        "The formula; in a parameter its value; in an input what the rules know of places, where the city reports nothing.",
    ),
    row("version", &[Pack], "version \"2017\"", "The version of the pack, in its own words."),
    row("weight", &[Kpi, Point], "weight 0.2", "The weight in roll-ups; 1 where nothing is said."),
    row(
        "when",
        &[Recommend],
        "when water_supply_loss > loss_limit",
        "The trigger. Several: any of them. `when always` fires for every place.",
    ),
    row("year", &[Resource], "year 2013", "When a resource was published."),
    row(
        "years",
        &[Cohort],
        "years 2015 to 2023",
        "The years whose values a cohort takes together, so that the bounds are the same in all of them.",
    ),
    row(
        "NAME \"Title\" EDGE",
        &[Bands],
        "strong \"95 % or more\" at least 95 % points 4",
        "A band: its edge, and the points that it earns. The first is the highest.",
    ),
    row(
        "NAME \"Title\"",
        &[Facet],
        "transport \"Transport\"",
        "A value of a facet, perhaps `in` another facet's value, with a `weight`.",
    ),
    row("CELL, … => RESULT", &[Table], "large, flat or hilly => 8 min", "A row of a table. `any` fits everything."),
    row(
        "FACET: VALUE",
        &[Kpi, Point, Recommend, City, Region],
        "dimension: economy",
        "The value of a facet; a point has those of its KPI, and may say its own. In a city: what is known of it.",
    ),
    row(
        "ITEM: VALUE, …",
        &[Cohort],
        "water_supply_loss: 0.12, 0.2, 0.31",
        "The values that a cohort holds of an item, in base units (a share of 1 for %): its bounds are frozen.",
    ),
    row("ITEM: FIGURE", &[Reference], "emergency_response_time: 9 min source \"…\"", "A figure of a reference."),
];
