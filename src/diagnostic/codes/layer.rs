//! Slips of layers: packs that apply somewhere, amendments, what goes over what.

use super::Code;

/// Slips of layers.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "amend::beside",
        title: "an amendment of what stands beside",
        explanation: "A pack changes what it extends, and what is declared for wider places. This is declared by a pack \
                      of the same rank that it does not extend.",
        wrong: "pack b { extends u4ssc; applies to country NO }, where another pack for NO declares the KPI",
        cure: "pack b { extends u4ssc, a; applies to country NO }",
    },
    Code {
        code: "clause::dates::gap",
        title: "a time in which nothing holds",
        explanation: "One clause ends before the next one begins, and no pack says what holds between them.",
        wrong: "value 50 % until 2019; value 60 % from 2021",
        cure: "value 50 % until 2020; value 60 % from 2021",
    },
    Code {
        code: "clause::joining",
        title: "`also` or `only` where it means nothing",
        explanation: "`also` adds to a list: triggers, reasons, values of a facet, expected ranges, resources. `only` \
                      makes away with what packs below list by name: resources, actions, credits.",
        wrong: "also target at least 80 %",
        cure: "target at least 80 %",
    },
    Code {
        code: "clause::timeless",
        title: "a clause that cannot depend on a condition",
        explanation: "A unit, a title, a weight or the value of a facet holds for the whole rule book. It may have dates, \
                      but it cannot depend on figures.",
        wrong: "title \"Beaches\" when coast = yes",
        cure: "a pack of its own that `applies to coast yes`",
    },
    Code {
        code: "layer::clash",
        title: "two packs of one rank set the same",
        explanation: "Of two packs that are equally narrow and do not extend each other, neither goes over the other. \
                      Both set the same clause for one time, so that it cannot be told which holds.",
        wrong: "two packs for one country that both set the target of a KPI",
        cure: "let one extend the other, or name one clause with `as NAME` and write `over NAME` behind the other",
    },
    Code {
        code: "over::ambiguous",
        title: "`over` a name that two clauses have",
        explanation: "It cannot be told which of the two clauses this one goes over.",
        wrong: "target at most 3 when a as x; target at most 4 when b as x; target at most 5 when c over x",
        cure: "give each clause a name of its own",
    },
    Code {
        code: "over::circle",
        title: "clauses that go over each other",
        explanation: "Each of these clauses goes over the next, and the last over the first: none of them comes out on top.",
        wrong: "target at most 3 when a as x over y; target at most 4 when b as y over x",
        cure: "take one `over` away",
    },
    Code {
        code: "over::unknown",
        title: "`over` a name that no clause has",
        explanation: "The clause goes over one that does not exist: it would be an exception to nothing.",
        wrong: "target at most 9 min when flat over comon",
        cure: "target at most 9 min when flat over common",
    },
    Code {
        code: "pack::elsewhere",
        title: "a pack that does not hold here",
        explanation: "The pack is named, but it applies to other places. It is not used.",
        wrong: "city malmo { uses u4ssc, norway; country: SE }",
        cure: "city malmo { uses u4ssc; country: SE }",
    },
    Code {
        code: "place::attribute",
        title: "no such attribute of places",
        explanation: "`applies to` and `region` name what is known of a place: country, county, region, city, or an input \
                      that a city states. A misspelt one would hold nowhere.",
        wrong: "applies to contry NO",
        cure: "applies to country NO",
    },
    Code {
        code: "place::country",
        title: "no code of a country",
        explanation: "Countries are named by the two capital letters of ISO 3166.",
        wrong: "applies to country Norway",
        cure: "applies to country NO",
    },
    Code {
        code: "region::empty",
        title: "a region without places",
        explanation: "A region is a list of places. This one lists none, so that nothing applies to it.",
        wrong: "region nordic \"Nordic countries\" { }",
        cure: "region nordic \"Nordic countries\" { country: DK, FI, IS, NO, SE }",
    },
    Code {
        code: "region::unknown",
        title: "no such region",
        explanation: "A region is named that no pack declares.",
        wrong: "applies to region nordik",
        cure: "applies to region nordic",
    },
];
