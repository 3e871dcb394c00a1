//! Slips in translations.

use super::Code;

/// The family `translate`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "translate::language::unknown",
        title: "not the code of a language",
        explanation: "A `translate` block names its language by the code of ISO 639: two letters, or three. \
                      Norwegian has two written languages, `nb` (Bokmål) and `nn` (Nynorsk).",
        wrong: "translate no { kpi water_supply_loss \"Vanntap\" }",
        cure: "translate nb { kpi water_supply_loss \"Vanntap\" }",
    },
    Code {
        code: "translate::unknown",
        title: "a translation of nothing",
        explanation: "The name after `kpi`, `band`, `action` and so on is not declared in the packs in use, or what it \
                      names has no such text. The message names the nearest one. A band is `scale.band`, a point \
                      `kpi.point`, an action `recommendation.action`.",
        wrong: "translate nb { kpi water_suply_loss \"Vanntap\" }",
        cure: "translate nb { kpi water_supply_loss \"Vanntap\" }",
    },
    Code {
        code: "translate::idle",
        title: "the original text is nowhere",
        explanation: "`text` translates a text by what it says in the original. No rule says this: it was changed, or \
                      copied with a slip. How lines are broken does not matter, all else does.",
        wrong: "text \"A third is lots.\" \"En tredel går tapt.\"",
        cure: "text \"A third is lost.\" \"En tredel går tapt.\"",
    },
    Code {
        code: "translate::hole",
        title: "the holes differ",
        explanation: "A translation has the same holes as its original: what stands in the braces is a formula and is \
                      not translated. Their order is free.",
        wrong: "text \"{water_supply_loss} is lost.\" \"Mye går tapt.\"",
        cure: "text \"{water_supply_loss} is lost.\" \"{water_supply_loss} går tapt.\"",
    },
    Code {
        code: "translate::twice",
        title: "translated twice",
        explanation: "One pack translates a thing twice into one language. Another pack that extends it may do so: its \
                      translation holds then.",
        wrong: "kpi water_supply_loss \"Vanntap\"; kpi water_supply_loss \"Lekkasje\"",
        cure: "kpi water_supply_loss \"Vanntap\"",
    },
    Code {
        code: "translate::texts",
        title: "one text too many",
        explanation: "A thing has one translation. Only a unit has two texts, the singular and the plural.",
        wrong: "kpi water_supply_loss \"Water Supply Loss\" \"Vanntap\"",
        cure: "kpi water_supply_loss \"Vanntap\"",
    },
    Code {
        code: "translate::missing",
        title: "texts without a translation",
        explanation: "`yardstick check --lang CODE` counts what a pack has not translated. The report shows the \
                      original there. `--missing` prints these texts as a `translate` block with empty places; a text \
                      that stays empty counts as missing.",
        wrong: "kpi water_supply_loss \"Water Supply Loss\" { … }",
        cure: "translate nb { kpi water_supply_loss \"Vanntap\" }",
    },
    Code {
        code: "translate::words",
        title: "words of the report without a translation",
        explanation: "The report's own words come from a file `CODE.ftl`: one that is built in, or one in the folder \
                      that `--words` names. Where a message is missing the report says it in English.",
        wrong: "a folder `words` whose `fr.ftl` lacks `key_figures`",
        cure: "key_figures = Chiffres clés",
    },
];
