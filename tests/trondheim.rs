//! Trondheim, whole: the rules agree with the published lists and judgements, the recommendations are those of the
//! profile, and the results are kept beside this file (`cities/trondheim/`; `UPDATE=1` writes them anew).

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod world;

use std::collections::{BTreeMap, BTreeSet};

use world::{World, golden, rows};
use yardstick::author::{What, list};
use yardstick::model::advice::{Advice, Holder};
use yardstick::model::rules::{ItemKind, Measure};
use yardstick::value::equal;

/// The word of a facet's value for its title, or what the lists call it.
fn word(title: &str) -> String {
    match title {
        "Society and Culture" => return "society".to_owned(),
        "Education, Health and Culture" => return "education_health_culture".to_owned(),
        "Safety, Housing and Social Inclusion" => return "safety_housing_inclusion".to_owned(),
        _ => {}
    }
    title.to_lowercase().replace(' ', "_")
}

/// How the lists write the units of the rules.
const UNITS: &[(&str, &[&str])] = &[
    ("%", &["%"]),
    ("% of city GDP", &["%"]),
    ("% and number", &["%"]),
    ("count", &["datasets"]),
    ("FTE / 100 000 inhabitants", &["FTE per 100_000 inhabitants"]),
    ("GJ / year / capita", &["GJ per year per inhabitant"]),
    ("deaths / 100 000 live births", &["deaths per 100_000 live_births"]),
    ("degrees / 100 000 inhabitants", &["degrees per 100_000 inhabitants"]),
    ("ekWh / m2 / year", &["kWh per m2 per year"]),
    ("ha / 100 000 inhabitants", &["ha per 100_000 inhabitants"]),
    ("index 0-1", &["ratio"]),
    ("interruptions / customer / year", &["interruptions per year per customer"]),
    ("kWh / year / capita", &["kWh per year per inhabitant"]),
    ("km / 100 000 inhabitants", &["km per 100_000 inhabitants"]),
    ("litre / day / capita", &["L per day per inhabitant"]),
    ("m2 / 100 000 inhabitants", &["m2 per 100_000 inhabitants"]),
    ("minutes", &["min", "min per interruption"]),
    ("number", &["hotspots", "services"]),
    (
        "number / 100 000 inhabitants",
        &[
            "physicians per 100_000 inhabitants",
            "beds per 100_000 inhabitants",
            "institutions per 100_000 inhabitants",
            "deaths per 100_000 inhabitants",
            "crimes per 100_000 inhabitants",
            "bicycles per 100_000 inhabitants",
            "vehicles per 100_000 inhabitants",
        ],
    ),
    ("number / 100 000 inhabitants / year", &["patents per year per 100_000 inhabitants"]),
    ("ratio", &["ratio"]),
    ("ratio female:male", &["ratio"]),
    ("subscriptions / 100 000 inhabitants", &["subscriptions per 100_000 inhabitants"]),
    ("t CO2e / capita", &["t of CO2e per year per inhabitant"]),
    ("ug/m3", &["ug per m3"]),
    ("ug/m3 annual mean", &["ug per m3"]),
    ("years", &["years"]),
    ("yes/no", &["yes_no"]),
    ("yes/no (five)", &["number"]),
];

fn measured(measure: &Measure) -> String {
    match measure {
        Measure::Unit(unit) => unit.written.to_string(),
        Measure::YesNo => "yes_no".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn the_kpis_are_those_of_the_list() {
    let world = World::method();
    let published = rows("tests/data/kpis.csv");
    let kpis: Vec<_> = world.book.items.iter().filter(|item| item.kind == ItemKind::Kpi).collect();
    assert_eq!((published.len(), kpis.len()), (91, 91));
    for row in &published {
        let item = world.item(row.cell("id"));
        assert_eq!(item.code.as_deref(), Some(row.cell("code")), "{}", item.name);
        let facets = [
            ("dimension", "dimension"),
            ("subdimension", "sub_dimension"),
            ("category", "category"),
            ("level", "level"),
            ("type", "type"),
        ];
        for (facet, column) in facets {
            assert_eq!(carried(&world, &item.name, facet), [word(row.cell(column))], "{}: {facet}", item.name);
        }
        let goals: Vec<&str> =
            row.cell("sdg").split([',', ';']).map(str::trim).filter(|goal| !goal.is_empty()).collect();
        assert_eq!(carried(&world, &item.name, "sdg"), goals, "{}: sdg", item.name);
        has_unit(&item.name, &item.measure, row.cell("unit"));
    }
}

fn has_unit(name: &str, measure: &Measure, published: &str) {
    let known = UNITS.iter().find(|(unit, _)| *unit == published);
    let (_, ours) = known.unwrap_or_else(|| panic!("{name}: the unit {published} has no equal"));
    let written = measured(measure);
    assert!(ours.contains(&written.as_str()), "{name}: {written} for {published}");
}

/// The values that an item carries of a facet.
fn carried(world: &World, name: &str, facet: &str) -> Vec<String> {
    let place = world.book.facets.iter().position(|known| known.name == facet).unwrap();
    let values = world.item(name).facets.iter().filter(|values| usize::from(values.facet) == place);
    values.flat_map(|values| &values.values).map(|value| world.book.word(*value).to_owned()).collect()
}

#[test]
fn the_leaves_are_those_of_the_list() {
    let world = World::method();
    let published = rows("tests/data/datapoints.csv");
    for row in &published {
        let name = format!("{}.{}", row.cell("kpi"), row.cell("data_point"));
        let item = world.item(&name);
        assert_eq!(item.kind, ItemKind::Point, "{name}");
        has_unit(&name, &item.measure, row.cell("unit"));
    }
    let points = world.book.items.iter().filter(|item| item.kind == ItemKind::Point).count();
    let leaves = world.book.items.iter().filter(|item| item.is_leaf()).count();
    assert_eq!((published.len(), points, leaves), (28, 28, 112));
}

#[test]
fn the_list_of_the_command_line_is_that_list() {
    let world = World::method();
    let listing = world.viewed(&world.data, |view| list(What::Kpis, view.book, view.sources).to_csv());
    let mut reader = csv::Reader::from_reader(listing.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |column: &str| header.iter().position(|name| name == column).unwrap();
    let (id, point, code, category) = (at("id"), at("point"), at("code"), at("category"));
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let kpis = records.iter().filter(|row| row[point].is_empty());
    let listed: BTreeSet<_> =
        kpis.map(|row| (row[id].to_owned(), row[code].to_owned(), row[category].to_owned())).collect();
    let published = rows("tests/data/kpis.csv");
    let wanted: BTreeSet<_> = published
        .iter()
        .map(|row| (row.cell("id").to_owned(), row.cell("code").to_owned(), word(row.cell("category"))))
        .collect();
    assert_eq!(listed, wanted);
    assert_eq!(records.iter().filter(|row| !row[point].is_empty()).count(), 28);
}

#[test]
fn there_are_22_categories_in_24_blocks() {
    let world = World::method();
    let assessed = world.assess(&world.data);
    let place = world.book.rollups.iter().position(|rollup| rollup.name == "dimension, category").unwrap();
    let groups = &assessed.evaluation.card.rollups[place].groups;
    let categories: BTreeSet<_> = groups.iter().map(|group| group.key[1]).collect();
    assert_eq!((categories.len(), groups.len()), (22, 24));
    let published = rows("tests/data/kpis.csv");
    let blocks: BTreeSet<_> =
        published.iter().map(|row| (word(row.cell("dimension")), word(row.cell("category")))).collect();
    let ours: BTreeSet<_> = groups
        .iter()
        .map(|group| (world.book.word(group.key[0]).to_owned(), world.book.word(group.key[1]).to_owned()))
        .collect();
    assert_eq!(ours, blocks);
    let members: usize = groups.iter().map(|group| group.members.len()).sum();
    assert_eq!(members, 112);
}

/// The bands in which praise (or blame) is found.
fn expected_bands(words: &str) -> &'static [&'static str] {
    match words {
        "strong or good" => &["strong", "good"],
        "partial or low" => &["partial", "low"],
        other => panic!("what is {other}?"),
    }
}

#[test]
fn nine_in_ten_published_judgements_agree_with_the_band() {
    let world = World::method();
    let assessed = world.assess(&world.data);
    let card = &assessed.evaluation.card;
    let judgements = rows("rules/reference_targets/judgements.csv");
    assert_eq!(judgements.len(), 79);
    let (mut agree, mut differ) = (0, Vec::new());
    for row in judgements.iter().filter(|row| row.cell("agrees") != "not_numeric") {
        let (name, value) = (row.cell("item"), row.cell("value"));
        let band = band_of_judgement(&world, card, name, value, row.cell("unit"));
        let agrees = band.as_deref().is_some_and(|band| expected_bands(row.cell("expected")).contains(&band));
        let said = row.cell("agrees");
        assert_eq!(
            agrees,
            said == "yes",
            "{name} ({}): the band is {band:?}, the list says {said}",
            row.cell("phrase")
        );
        if agrees {
            agree += 1;
        } else {
            assert!(row.cell("reason").len() > 20, "{name}: no reason why it does not agree");
            differ.push(name.to_owned());
        }
    }
    let all = agree + differ.len();
    assert!(all >= 50 && agree * 10 >= all * 9, "{agree} of {all} agree; not: {differ:?}");
}

/// The band of the figure that a judgement speaks of, reckoned of that figure alone; where the scorecard has the same
/// figure, it has the same band. A figure of another kind than the KPI has none.
fn band_of_judgement(
    world: &World,
    card: &yardstick::model::scorecard::Scorecard,
    name: &str,
    value: &str,
    unit: &str,
) -> Option<String> {
    let item = world.item(name);
    let own = item.unit().unwrap().written.to_string();
    let unit = if unit == "per 100_000 inhabitants" { own.as_str() } else { unit };
    let data = world.read(&format!("item,period,value,unit\n{name},2020,{value},{unit}\n")).ok()?;
    let judged = data.figures.first().and_then(|figure| figure.value.clone()).unwrap().as_number().unwrap();
    let shown = world.result(card, name).value.as_ref().ok().and_then(|value| value.as_number());
    let alone = world.assess(&data);
    let band = world.band(&alone.evaluation.card, name).map(str::to_owned);
    if shown.is_some_and(|shown| equal(shown, judged)) {
        assert_eq!(band.as_deref(), world.band(card, name), "{name}");
    }
    band
}

#[test]
fn every_word_without_a_number_says_why_it_is_left_out() {
    for row in rows("rules/reference_targets/judgements.csv").iter().filter(|row| row.cell("agrees") == "not_numeric") {
        assert!(row.cell("reason").len() > 10, "{}", row.cell("phrase"));
    }
}

/// Names of recommendations by outcome.
fn names(world: &World, advice: &Advice) -> BTreeMap<&'static str, BTreeSet<String>> {
    let name = |place: u16| world.book.recommendations[usize::from(place)].name.clone();
    let given = advice.given.iter().map(|one| name(one.subject.recommendation)).collect();
    let held = advice.held_back.iter().map(|one| name(one.recommended.subject.recommendation)).collect();
    let not = advice.not_given.iter().map(|one| name(one.subject.recommendation)).collect();
    let open = advice.undetermined.iter().map(|one| name(one.subject.recommendation)).collect();
    BTreeMap::from([("given", given), ("held back", held), ("not given", not), ("undetermined", open)])
}

#[test]
fn the_recommendations_are_those_of_the_profile() {
    let world = World::trondheim();
    let advice = world.assess(&world.data).advice;
    let found = names(&world, &advice);
    let printed =
        ["public_transport", "transport_data", "water_networks", "social_inclusion", "urban_safety", "review_agenda"];
    let topic = world.book.facets.iter().position(|facet| facet.name == "topic").unwrap();
    let topics: BTreeSet<String> = advice
        .given
        .iter()
        .flat_map(|one| &world.book.recommendations[usize::from(one.subject.recommendation)].facets)
        .filter(|carried| usize::from(carried.facet) == topic)
        .flat_map(|carried| &carried.values)
        .map(|value| world.book.word(*value).to_owned())
        .collect();
    for name in printed {
        assert!(found["given"].contains(name), "{name} is not given: {found:?}");
    }
    assert_eq!(topics, ["agenda", "social", "transport", "water"].map(str::to_owned).into());
    let with_topic = found["given"].iter().filter(|name| {
        let rule = world.book.recommendations.iter().find(|rule| rule.name == **name).unwrap();
        rule.facets.iter().any(|carried| usize::from(carried.facet) == topic)
    });
    assert_eq!(with_topic.map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(printed));
}

#[test]
fn what_the_profile_does_not_recommend_is_held_back_or_not_given_and_says_why() {
    let world = World::trondheim();
    let advice = world.assess(&world.data).advice;
    let found = names(&world, &advice);
    for name in ["noise_abatement", "cut_electricity", "health_staff"] {
        assert!(found["held back"].contains(name), "{name}: {found:?}");
    }
    assert!(found["not given"].contains("pedestrian_zones"), "{found:?}");
    for held in &advice.held_back {
        match &held.by {
            Holder::Limit { limit, rank, outranked_by } => {
                let limit = &world.book.limits[usize::from(*limit)];
                assert!(limit.note.because.is_some() && limit.note.source.is_some());
                assert!(usize::try_from(*rank).unwrap() > limit.count && outranked_by.len() == limit.count);
            }
            Holder::Unless { reason, .. } => assert!(!reason.comparisons.is_empty()),
        }
    }
    for one in &advice.not_given {
        let says = one.failed.iter().any(|reason| !reason.condition.is_empty()) || one.not_applicable.is_some();
        assert!(says, "{}", one.subject.title);
    }
    for one in &advice.undetermined {
        assert!(!one.missing.items().is_empty() || one.missing.why().is_some(), "{}", one.subject.title);
    }
}

#[test]
fn every_recommendation_has_one_outcome() {
    let world = World::trondheim();
    let found = names(&world, &world.assess(&world.data).advice);
    for rule in world.book.recommendations.iter().filter(|rule| rule.each.is_none()) {
        let outcomes = found.values().filter(|names| names.contains(&rule.name)).count();
        assert_eq!(outcomes, 1, "{}", rule.name);
    }
}

#[test]
fn the_topics_are_in_the_order_of_priority_and_shortfall() {
    let world = World::trondheim();
    let advice = world.assess(&world.data).advice;
    let ranks: Vec<u32> = advice.given.iter().map(|one| one.rank).collect();
    assert!(ranks.windows(2).all(|pair| pair[0] <= pair[1]), "{ranks:?}");
}

#[test]
fn words_without_a_number_stay_words() {
    let world = World::trondheim();
    for name in ["shared_bicycles", "low_carbon_vehicles", "bicycle_network", "hospital_beds", "public_building_energy"]
    {
        let figures: Vec<_> = world.data.figures_of(world.item(name).id).collect();
        assert!(figures.iter().all(|(_, figure)| figure.value.is_none() && !figure.note.is_empty()), "{name}");
    }
}

#[test]
fn where_the_documents_disagree_both_stand_and_the_difference_is_told() {
    let world = World::trondheim();
    let assessed = world.assess(&world.data);
    let card = &assessed.evaluation.card;
    let internet = world.item("household_internet_access");
    assert_eq!(world.data.figures_of(internet.id).count(), 2);
    assert_eq!(card.result(internet.id).unwrap().value.as_ref().unwrap().as_number(), Some(0.98));
    assert!(card.notices.iter().any(|notice| notice.item == internet.id && notice.text.contains("100")));
}

#[test]
fn the_exemption_is_not_applicable_with_its_reason() {
    let world = World::trondheim();
    let assessed = world.assess(&world.data);
    for name in ["wastewater_treatment.secondary", "wastewater_treatment.tertiary"] {
        let missing = world.result(&assessed.evaluation.card, name).value.clone().unwrap_err();
        assert_eq!(missing.kind, yardstick::value::MissingKind::NotApplicable, "{name}");
        assert!(missing.why().is_some(), "{name}");
    }
}

#[test]
fn the_scorecard_is_the_one_that_is_kept() {
    let world = World::trondheim();
    golden("cities/trondheim/scorecard.csv", &world.csv(&world.data));
}

#[test]
fn the_advice_is_the_one_that_is_kept() {
    let world = World::trondheim();
    let advice = world.assess(&world.data).advice;
    golden("cities/trondheim/advice.txt", &advice_text(&world, &advice));
}

fn advice_text(world: &World, advice: &Advice) -> String {
    let mut text = String::new();
    let name = |place: u16| world.book.recommendations[usize::from(place)].name.as_str();
    for one in &advice.given {
        let shortfall = one.shortfall.map_or_else(|| "none".to_owned(), |share| format!("{:.1} %", share * 100.0));
        text += &format!("given {}: {}\n", one.rank, name(one.subject.recommendation));
        text += &format!("  {}\n  priority {:?}, shortfall {shortfall}\n", one.subject.title, one.priority);
        one.fired.iter().for_each(|reason| text += &format!("  because {}\n", reason_text(reason)));
        one.because.iter().for_each(|because| text += &format!("  {because}\n"));
        one.actions.iter().for_each(|action| text += &format!("  action {}\n", action.name));
        one.credits.iter().for_each(|place| text += &format!("  credit {}\n", world.data.city.programmes[*place].name));
    }
    for held in &advice.held_back {
        text += &format!("held back: {}\n", name(held.recommended.subject.recommendation));
        match &held.by {
            Holder::Limit { rank, outranked_by, .. } => {
                text += &format!("  rank {rank}, after {}\n", outranked_by.join("; "))
            }
            Holder::Unless { reason, .. } => text += &format!("  unless {}\n", reason_text(reason)),
        }
    }
    for one in &advice.not_given {
        text += &format!("not given: {}\n", name(one.subject.recommendation));
        one.failed.iter().for_each(|reason| text += &format!("  {}\n", reason_text(reason)));
    }
    for one in &advice.undetermined {
        text += &format!(
            "undetermined: {}\n  {}\n",
            name(one.subject.recommendation),
            world.book.show_missing(&one.missing)
        );
    }
    text.replace('\u{a0}', " ")
}

fn reason_text(reason: &yardstick::model::advice::Reason) -> String {
    let compared = reason.comparisons.iter().map(|one| {
        let turns = one.turns_at.as_ref().map_or_else(String::new, |at| format!(", turns {at}"));
        format!("{} is {} {} {}{turns}", one.left, one.left_value, one.sign, one.right_value)
    });
    let compared: Vec<String> = compared.collect();
    let condition = reason.condition.split_whitespace().collect::<Vec<_>>().join(" ");
    if compared.is_empty() { condition } else { format!("{condition} ({})", compared.join("; ")) }
}

#[test]
fn no_layer_adds_to_the_totals_of_the_method() {
    let members = |world: &World| {
        let assessed = world.assess(&world.data);
        let own = world.book.packs.iter().position(|pack| pack.name == "u4ssc").unwrap();
        let mut all: Vec<String> = Vec::new();
        for result in &assessed.evaluation.card.rollups {
            let rollup = &world.book.rollups[usize::from(result.rollup)];
            for group in result.groups.iter().filter(|_| usize::from(rollup.note.layer) == own) {
                let key: Vec<&str> = group.key.iter().map(|value| world.book.word(*value)).collect();
                let names: Vec<&str> = group.members.iter().map(|id| world.book.item_name(*id)).collect();
                all.push(format!("{}: {}: {}", rollup.name, key.join(", "), names.join(", ")));
            }
        }
        all
    };
    let (with, without) = (World::trondheim(), World::method());
    assert_eq!(members(&with), members(&without));
    let added = with.item("direct_emissions");
    assert_eq!(with.book.show_left_out(added), ["not in the totals of u4ssc, norway"]);
}
