//! Trees of any shape that the grammar can read.

use proptest::collection::vec;
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;
use yardstick::source::Span;
use yardstick::syntax::print::{Style, print_expression, print_items};
use yardstick::syntax::tree::{
    Argument, ArgumentValue, BinaryOp, Cell, Clause, ClauseKind, CodeIn, CompareOp, Expr, ExprKind, FunctionArgument,
    FunctionBody, Goal, GoalKind, IsWhat, Item, ItemKind, Joining, ModifierParts, Modifiers, Name, NamesWord, Outcome,
    Path, Piece, Script, ScriptText, SetExpr, ShapeSpec, Text, TextWord, Titled, UnitSpec, Vary, WrittenDate,
};
use yardstick::unit::{UnitExpr, UnitFactor};

type Made<T> = BoxedStrategy<T>;

fn named(text: &str) -> Name {
    Name { text: text.to_owned(), span: Span::default() }
}

/// Names, some of which are words of the language.
pub fn name() -> Made<Name> {
    let words = [
        "a", "kpi_1", "loss", "public", "x", "Noise", "_b", "if", "kpis", "leaves", "and", "source", "any", "note",
        "point", "over", "or", "unit", "above", "retire", "always", "given", "reported", "a b", "1st", "é", "not",
        "when", "value",
    ];
    select(words.to_vec()).prop_map(named).boxed()
}

fn names() -> Made<Vec<Name>> {
    vec(name(), 1..4).boxed()
}

fn path() -> Made<Path> {
    vec(name(), 1..4).prop_map(|parts| Path { parts, span: Span::default() }).boxed()
}

/// Literal texts: words, quotes, odd blanks, paragraph breaks. A text in triple quotes is trimmed by reading.
fn plain_text() -> Made<String> {
    let word =
        select(vec!["a", "of", "Trondheim,", "28.42 %", "\u{a0}b", "##", "'c'", "é—ö", "kpi", "water supply  loss;"]);
    let long = (vec(word.clone(), 1..60), vec(select(vec![" ", " ", " ", " \"x\" ", "\n\n"]), 60))
        .prop_map(|(words, gaps)| words.iter().zip(gaps).map(|(word, gap)| format!("{word}{gap}")).collect::<String>())
        .prop_map(|text| text.replace(" \n\n", "\n\n").replace("\n\n ", "\n\n").replace("\n\n\u{a0}", "\n\n"))
        .prop_map(|text| text.trim().to_owned());
    let short = vec(word, 0..6).prop_map(|words| format!(" {} ", words.join(" ")));
    prop_oneof![3 => long, 1 => short, 1 => Just(String::new())].boxed()
}

fn literal() -> Made<Text> {
    plain_text()
        .prop_map(|text| Text { pieces: vec![Piece::Literal(text.clone())], text, span: Span::default() })
        .boxed()
}

/// A text with holes.
fn filled() -> Made<Text> {
    let holes = (vec(select(vec!["the loss is ", " of ", "; in ", "\n\nand "]), 1..5), vec(expression(), 5)).prop_map(
        |(words, exprs)| {
            let mut text = String::new();
            let mut pieces = Vec::new();
            for (word, expr) in words.iter().zip(exprs) {
                let word = if pieces.is_empty() { word.trim_start() } else { word };
                if !word.is_empty() {
                    pieces.push(Piece::Literal(word.to_owned()));
                }
                let hole = print_expression(&expr);
                if hole.contains('"') {
                    continue;
                }
                text += &format!("{word}{{{hole}}}");
                pieces.push(Piece::Hole(expr));
            }
            (text, pieces)
        },
    );
    let sound = holes.prop_filter_map("a hole was left out", |(text, pieces)| {
        let two = pieces.windows(2).any(|two| matches!(two, [Piece::Literal(_), Piece::Literal(_)]));
        let last = matches!(pieces.last(), Some(Piece::Hole(_)));
        (!two && last).then(|| Text { text, pieces, span: Span::default() })
    });
    prop_oneof![literal(), sound].boxed()
}

fn unit() -> Made<UnitExpr> {
    let factor = |per: bool| {
        (
            select(vec![1.0, 100_000.0, 0.5, 7.0]),
            select(vec!["min", "%", "t", "inhabitants", "years"]),
            maybe(Just("CO2e")),
        )
            .prop_map(move |(number, name, substance)| UnitFactor {
                per,
                number: if per { number } else { 1.0 },
                name: name.to_owned(),
                substance: substance.filter(|_| name != "%").map(str::to_owned),
                at: (0, 0),
            })
    };
    (maybe(factor(false)), vec(factor(true), 0..3))
        .prop_filter_map("a unit has a factor", |(head, per)| {
            let factors: Vec<UnitFactor> = head.into_iter().chain(per).collect();
            (!factors.is_empty()).then_some(UnitExpr { factors })
        })
        .boxed()
}

fn expr(kind: ExprKind) -> Expr {
    Expr { span: Span::default(), kind }
}

fn number() -> Made<f64> {
    prop_oneof![
        0.0..1.0e6_f64,
        (0_u32..3_000_000).prop_map(f64::from),
        (0_u32..100_000).prop_map(|n| f64::from(n) / 100.0),
        any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(f64::abs),
    ]
    .boxed()
}

/// `reported points of x where …`
fn set(inner: Made<Expr>) -> Made<SetExpr> {
    let condition = maybe(inner.prop_map(Box::new));
    (any::<bool>(), name(), maybe(path()), condition)
        .prop_filter_map("a bare name is no set", |(reported, members, of, condition)| {
            let bare = !reported && of.is_none() && condition.is_none();
            let sound = !bare || matches!(members.text.as_str(), "kpis" | "leaves");
            sound.then(|| SetExpr { reported, members, of, condition, span: Span::default() })
        })
        .boxed()
}

/// What is passed to a call.
fn argument(inner: Made<Expr>) -> Made<Argument> {
    let value = prop_oneof![
        inner.clone().prop_map(ArgumentValue::Plain),
        (inner.clone(), name()).prop_map(|(item, scale)| ArgumentValue::In(item, scale)),
        (inner.clone(), 1_u32..1000).prop_map(|(item, years)| ArgumentValue::OverYears(item, years)),
        (inner.clone(), inner.clone(), inner.clone())
            .prop_map(|(item, from, to)| ArgumentValue::OverSpan(item, from, to)),
    ];
    let edge = (inner.clone(), inner.clone(), any::<bool>()).prop_map(|(bound, upper, between)| {
        let kind = if between { GoalKind::Between } else { GoalKind::AtMost };
        Box::new(Goal { kind, bound, upper: between.then_some(upper), span: Span::default() })
    });
    let step = (maybe(edge), inner).prop_map(|(goal, result)| ArgumentValue::Step(goal, result));
    prop_oneof![
        4 => (maybe(name()), value).prop_map(|(name, value)| Argument { name, value }),
        1 => step.prop_map(|value| Argument { name: None, value }),
    ]
    .boxed()
}

pub fn expression() -> Made<Expr> {
    let leaf = prop_oneof![
        (number(), maybe(unit())).prop_map(|(number, unit)| expr(ExprKind::Quantity { number, unit })),
        path().prop_map(|path| expr(ExprKind::Path(path))),
        path().prop_map(|path| expr(ExprKind::Path(path))),
        select(vec!["", "EC: I: T: 1C", " a {b} "]).prop_map(|text| {
            let pieces = vec![Piece::Literal(text.to_owned())];
            expr(ExprKind::Text(Text { text: text.to_owned(), pieces, span: Span::default() }))
        }),
    ];
    leaf.prop_recursive(5, 24, 3, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let binary = select(vec![
            BinaryOp::Add,
            BinaryOp::Subtract,
            BinaryOp::Multiply,
            BinaryOp::Divide,
            BinaryOp::Power,
            BinaryOp::And,
            BinaryOp::Or,
            BinaryOp::OrElse,
            BinaryOp::Of,
        ]);
        let compare = select(vec![
            CompareOp::Equal,
            CompareOp::NotEqual,
            CompareOp::Less,
            CompareOp::AtMost,
            CompareOp::Greater,
            CompareOp::AtLeast,
        ]);
        let (set, argument) = (set(inner.clone()), argument(inner.clone()));
        prop_oneof![
            boxed().prop_map(|inner| expr(ExprKind::Negate(inner))),
            boxed().prop_map(|inner| expr(ExprKind::Not(inner))),
            (binary, boxed(), boxed()).prop_map(|(op, left, right)| expr(ExprKind::Binary { op, left, right })),
            (compare, boxed(), boxed(), maybe(boxed())).prop_filter_map(
                "comparisons do not chain",
                |(op, left, right, within)| {
                    let chain = matches!(left.kind, ExprKind::Compare { .. });
                    (!chain).then(|| expr(ExprKind::Compare { op, left, right, within }))
                }
            ),
            (boxed(), boxed(), boxed()).prop_map(|(condition, then, otherwise)| expr(ExprKind::If {
                condition,
                then,
                otherwise
            })),
            (boxed(), any::<bool>(), select(vec![IsWhat::Reported, IsWhat::Applicable]))
                .prop_map(|(item, negated, what)| expr(ExprKind::Is { item, negated, what })),
            (boxed(), name()).prop_map(|(item, reference)| expr(ExprKind::Against { item, reference })),
            (boxed(), boxed()).prop_map(|(item, year)| expr(ExprKind::At { item, year })),
            (name(), vec(argument, 0..4), vec(name(), 0..3)).prop_map(|(function, arguments, fields)| {
                let call = expr(ExprKind::Call { function, arguments });
                fields.into_iter().fold(call, |record, name| expr(ExprKind::Field { record: Box::new(record), name }))
            }),
            set.prop_map(|set| expr(ExprKind::Set(Box::new(set)))),
        ]
    })
    .boxed()
}

fn goal() -> Made<Goal> {
    let kinds = vec![
        GoalKind::AtLeast,
        GoalKind::AtMost,
        GoalKind::Above,
        GoalKind::Below,
        GoalKind::Between,
        GoalKind::Equals,
    ];
    (select(kinds), expression(), expression())
        .prop_map(|(kind, bound, upper)| Goal {
            kind,
            bound,
            upper: (kind == GoalKind::Between).then_some(upper),
            span: Span::default(),
        })
        .boxed()
}

fn date() -> Made<WrittenDate> {
    (1000_i32..9999, maybe((1_u8..=12, maybe(1_u8..=28))))
        .prop_map(|(year, rest)| WrittenDate {
            year,
            month: rest.map(|(month, _)| month),
            day: rest.and_then(|(_, day)| day),
            span: Span::default(),
        })
        .boxed()
}

fn modifiers() -> Made<Modifiers> {
    let some = (
        (maybe(date()), maybe(date()), maybe(expression()), maybe(literal())),
        (maybe(name()), maybe(filled()), maybe(name()), maybe(name()), vec(name(), 0..3)),
    )
        .prop_map(|((from, until, when, source), (basis, because, evidence, name, over))| {
            let joining = Joining::Usual;
            ModifierParts { from, until, when, source, basis, because, evidence, name, over, joining }.into()
        });
    prop_oneof![3 => Just(Modifiers::default()), 1 => some].boxed()
}

fn clause(kind: impl Strategy<Value = ClauseKind> + 'static) -> Made<Clause> {
    (kind, modifiers())
        .prop_map(|(kind, modifiers)| Clause {
            span: Span::default(),
            word: Span::default(),
            kind,
            modifiers,
            layer: 0,
        })
        .boxed()
}

/// A clause with `also` or `only` before it.
fn joined(kind: impl Strategy<Value = ClauseKind> + 'static) -> Made<Clause> {
    (clause(kind), select(vec![Joining::Usual, Joining::Usual, Joining::Also, Joining::Only]))
        .prop_map(|(clause, joining)| Clause {
            modifiers: ModifierParts { joining, ..ModifierParts::clone(&clause.modifiers) }.into(),
            ..clause
        })
        .boxed()
}

fn spec() -> Made<UnitSpec> {
    prop_oneof![
        3 => unit().prop_map(|unit| UnitSpec::Of(unit, Span::default())),
        1 => Just(UnitSpec::YesNo(Span::default())),
        1 => names().prop_map(|names| UnitSpec::OneOf(names, Span::default())),
    ]
    .boxed()
}

fn parameter(shape: Made<ShapeSpec>) -> Made<FunctionArgument> {
    (name(), shape).prop_map(|(name, shape)| FunctionArgument { name, shape }).boxed()
}

/// What a function takes or gives: values, lists, and records of them, which may hold records.
fn shape() -> Made<ShapeSpec> {
    let value = || prop_oneof![4 => spec(), 1 => Just(UnitSpec::Text(Span::default()))];
    let leaf = prop_oneof![3 => value().prop_map(ShapeSpec::One), 1 => value().prop_map(ShapeSpec::List)];
    leaf.prop_recursive(2, 6, 3, |inner| vec(parameter(inner.boxed()), 1..4).prop_map(ShapeSpec::Record)).boxed()
}

/// Clauses that may stand in most blocks.
fn common() -> Made<ClauseKind> {
    use ClauseKind as Kind;
    let filled_word = select(vec![TextWord::About, TextWord::Because, TextWord::Note, TextWord::Title]);
    let literal_word = select(vec![
        TextWord::Address,
        TextWord::City,
        TextWord::Code,
        TextWord::Publisher,
        TextWord::Source,
        TextWord::Version,
    ]);
    let change = (path(), expression());
    let first = prop_oneof![
        (filled_word, filled()).prop_map(|(word, text)| Kind::Text { word, text }),
        (literal_word, literal()).prop_map(|(word, text)| Kind::Text { word, text }),
        spec().prop_map(Kind::Unit),
        expression().prop_map(Kind::Value),
        expression().prop_map(Kind::Score),
        expression().prop_map(Kind::Start),
        expression().prop_map(Kind::Progress),
        expression().prop_map(Kind::Weight),
        (goal(), maybe(date())).prop_map(|(goal, by)| Kind::Target { goal, by, starting: None }),
        Just(Kind::NoBenchmark),
        Just(Kind::NotApplicable),
        maybe(name()).prop_map(|by| Kind::Retired { by }),
        vec(name(), 0..3).prop_map(|not_in| Kind::Counts { not_in }),
        (name(), vec(path(), 0..3)).prop_map(|(scale, only)| Kind::UseBands { scale, only }),
        any::<bool>().prop_map(|reported| Kind::PreferWay { reported }),
        literal().prop_map(Kind::PreferSource),
        name().prop_map(|least| Kind::RequireGrade { what: named("quality"), least }),
        (unit(), expression()).prop_map(|(unit, times)| Kind::AlsoIn { unit, times }),
    ];
    let second = prop_oneof![
        name().prop_map(Kind::Better),
        name().prop_map(Kind::Priority),
        any::<u32>().prop_map(Kind::Digits),
        (maybe(name()), name(), maybe(name())).prop_map(|(part, members, each)| Kind::Of { part, members, each }),
        expression().prop_map(Kind::By),
        expression().prop_map(Kind::When),
        Just(Kind::WhenAlways),
        expression().prop_map(Kind::Unless),
        (name(), filled()).prop_map(|(name, text)| Kind::Action { name, text }),
        names().prop_map(|tags| Kind::Credit { tags }),
        names().prop_map(Kind::Resources),
        (path(), vec(change, 1..3)).prop_map(|(on, with)| Kind::Effect { on, with }),
        (select(vec![NamesWord::Extends, NamesWord::Uses, NamesWord::Tags]), names())
            .prop_map(|(word, names)| Kind::Names { word, names }),
        (1000_i32..9999).prop_map(|year| Kind::Period { year: Some(year), within: None }),
        maybe(any::<u32>()).prop_map(|within| Kind::Period { year: None, within }),
        date().prop_map(Kind::From),
        any::<u32>().prop_map(Kind::Replicates),
        any::<u32>().prop_map(Kind::Seed),
        vary().prop_map(|varied| Kind::Vary(Box::new(varied))),
    ];
    prop_oneof![first, second].boxed()
}

/// What a study of robustness varies.
fn vary() -> Made<Vary> {
    let grade = (maybe(name()), expression());
    prop_oneof![
        (name(), maybe(name()), expression()).prop_map(|(of, value, by)| Vary::Weight { of, value, by }),
        vec(expression(), 2..4).prop_map(|among| Vary::Score { among }),
        (vec(prop_oneof![name(), plain_text().prop_map(|text| named(&text))], 1..3), vec(expression(), 2..4))
            .prop_map(|(rollups, among)| Vary::Rollup { rollups, among }),
        (any::<bool>(), vec(expression(), 2..4)).prop_map(|(treats, among)| Vary::Step { treats, among }),
        expression().prop_map(|by| Vary::Data { by: Some(by), grades: Vec::new() }),
        vec(grade, 1..4).prop_map(|grades| Vary::Data { by: None, grades }),
        (any::<bool>(), expression()).prop_map(|(targets, by)| Vary::Goals { targets, by }),
        (name(), expression()).prop_map(|(name, by)| Vary::Parameter { name, by }),
    ]
    .boxed()
}

/// Facets anywhere but in references.
fn facet() -> Made<ClauseKind> {
    let value = prop_oneof![name(), plain_text().prop_map(|text| named(&text))];
    (name(), vec(value, 1..4)).prop_map(|(facet, values)| ClauseKind::Facet { facet, values }).boxed()
}

fn item(kind: ItemKind, names: Vec<Titled>, clauses: Vec<Clause>, modifiers: Modifiers) -> Item {
    Item {
        span: Span::default(),
        word: Span::default(),
        amend: false,
        kind,
        names,
        modifiers,
        sheet: None,
        clauses,
        layer: 0,
    }
}

fn titled() -> Made<Titled> {
    (name(), maybe(filled())).prop_map(|(name, title)| Titled { name, title }).boxed()
}

fn describes() -> Made<ClauseKind> {
    let filled_words = select(vec![TextWord::Because, TextWord::About, TextWord::Note]);
    prop_oneof![
        (filled_words, filled()).prop_map(|(word, text)| ClauseKind::Text { word, text }),
        literal().prop_map(|text| ClauseKind::Text { word: TextWord::Source, text }),
    ]
    .boxed()
}

fn entries() -> Made<Item> {
    use ClauseKind as Kind;
    let band = (name(), maybe(filled()), maybe(goal()), maybe(number()))
        .prop_map(|(name, title, edge, points)| Kind::Band { name, title, edge, points });
    let bands =
        (titled(), maybe(expression()), vec(clause(prop_oneof![4 => band, 1 => describes()]), 1..5), modifiers())
            .prop_map(|(own, of, clauses, modifiers)| item(ItemKind::Bands { of }, vec![own], clauses, modifiers));
    let value = (name(), maybe(filled()), maybe(name()), maybe(expression()))
        .prop_map(|(name, title, parent, weight)| Kind::FacetValue { name, title, parent, weight });
    let facet = (titled(), any::<bool>(), vec(clause(prop_oneof![4 => value, 1 => describes()]), 0..5), modifiers())
        .prop_map(|(own, many, clauses, modifiers)| item(ItemKind::Facet { many }, vec![own], clauses, modifiers));
    let cell = prop_oneof![
        Just(Cell::Any(Span::default())),
        vec(name(), 1..3).prop_map(Cell::OneOf),
        goal().prop_map(Cell::Range),
    ];
    let row = (vec(cell, 1..4), expression()).prop_map(|(cells, value)| Kind::Row { cells, value });
    let table = (titled(), names(), any::<bool>(), vec(clause(prop_oneof![4 => row, 1 => describes()]), 0..5))
        .prop_map(|(own, by, first, clauses)| {
            item(ItemKind::Table { by, first }, vec![own], clauses, Modifiers::default())
        });
    let figure = (path(), expression()).prop_map(|(item, value)| Kind::Figure { item, value });
    let reference = (titled(), maybe(name()), vec(clause(prop_oneof![figure, common()]), 0..5))
        .prop_map(|(own, by, clauses)| item(ItemKind::Reference { by }, vec![own], clauses, Modifiers::default()));
    prop_oneof![bands, facet, table, reference].boxed()
}

fn tests_and_checks() -> Made<Item> {
    use ClauseKind as Kind;
    let given = (path(), maybe(date()), expression()).prop_map(|(item, at, value)| Kind::Given { item, at, value });
    let outcomes = vec![
        Outcome::Given,
        Outcome::HeldBack,
        Outcome::NotGiven,
        Outcome::Undetermined,
        Outcome::Finding,
        Outcome::NoFinding,
    ];
    let outcome = (select(outcomes), name()).prop_map(|(outcome, name)| Kind::ExpectOutcome { outcome, name });
    let test = (filled(), vec(clause(prop_oneof![given, outcome, expression().prop_map(Kind::ExpectThat)]), 0..6))
        .prop_map(|(title, clauses)| {
            let own = Titled { name: named(""), title: Some(title) };
            item(ItemKind::Test, vec![own], clauses, Modifiers::default())
        });
    let severity = maybe(select(vec!["info", "warn", "reject"]).prop_map(named));
    let require = (expression(), maybe((severity, filled()))).prop_map(|(condition, more)| {
        let (severity, text) = more.map_or((None, None), |(severity, text)| (severity, Some(text)));
        Kind::Require { condition, severity, text }
    });
    let each = maybe((name(), maybe(expression())).prop_map(|(members, condition)| SetExpr {
        reported: false,
        members,
        of: None,
        condition: condition.map(Box::new),
        span: Span::default(),
    }));
    let check = (titled(), each, code_in(), vec(clause(require), 0..4), modifiers()).prop_map(
        |(own, each, code, clauses, modifiers)| item(ItemKind::Check { each, code }, vec![own], clauses, modifiers),
    );
    prop_oneof![test, check].boxed()
}

fn code_in() -> Made<Option<CodeIn>> {
    maybe(Just(CodeIn::Host(Span::default()))).boxed()
}

fn blocks() -> Made<Item> {
    let inner = |clauses: std::ops::Range<usize>| vec(clause(prop_oneof![3 => common(), 1 => facet()]), clauses);
    let points = (vec(titled(), 1..4), inner(0..4), modifiers())
        .prop_map(|(names, clauses, modifiers)| item(ItemKind::Points, names, clauses, modifiers));
    let input = (titled(), inner(0..3), modifiers())
        .prop_map(|(own, clauses, modifiers)| item(ItemKind::Input, vec![own], clauses, modifiers));
    let nested = prop_oneof![points, input].prop_map(|inner| Clause {
        span: Span::default(),
        word: Span::default(),
        kind: ClauseKind::Item(Box::new(inner)),
        modifiers: Modifiers::default(),
        layer: 0,
    });
    let body = vec(prop_oneof![2 => joined(common()), 1 => clause(facet()), 1 => nested], 0..8);
    let kinds = vec![
        ItemKind::Pack,
        ItemKind::Kpi,
        ItemKind::Recommend { each: None, code: None },
        ItemKind::Recommend { each: None, code: Some(CodeIn::Host(Span::default())) },
        ItemKind::Resource,
        ItemKind::Parameter,
        ItemKind::City,
        ItemKind::Programme,
        ItemKind::Region,
    ];
    (select(kinds), titled(), any::<bool>(), modifiers(), body)
        .prop_map(|(kind, own, amend, modifiers, clauses)| Item { amend, ..item(kind, vec![own], clauses, modifiers) })
        .boxed()
}

/// `in "file.rhai"`, `in host`, `script """ … """`
fn code() -> Made<CodeIn> {
    let span = Span::default();
    let file = literal().prop_map(move |file| CodeIn::Script(Script { file: Some(file), text: None, span }));
    let scripts = ["x * 2", "", "\n  let a = \"b\";\n  a // {\n", "if x > 1 { #{a: 1} } else { \"it's\" } "];
    let inside = select(scripts.to_vec()).prop_map(move |text| {
        CodeIn::Script(Script {
            file: None,
            text: Some(ScriptText { text: text.into(), span, texts: Vec::new() }),
            span,
        })
    });
    prop_oneof![file, Just(CodeIn::Host(span)), inside].boxed()
}

fn heads() -> Made<Item> {
    let counted = (name(), maybe(name()), maybe(unit())).prop_map(|(one, many, alias)| {
        let names = [Some(one), many].into_iter().flatten().map(|name| Titled { name, title: None });
        item(ItemKind::Unit { alias }, names.collect(), Vec::new(), Modifiers::default())
    });
    let limit = (name(), any::<u32>(), names(), modifiers()).prop_map(|(what, count, by, modifiers)| {
        item(ItemKind::Limit { what, count, by }, Vec::new(), Vec::new(), modifiers)
    });
    let body = prop_oneof![expression().prop_map(FunctionBody::Formula), code().prop_map(FunctionBody::Code)];
    let function = (name(), vec(parameter(shape()), 0..3), shape(), any::<bool>(), body).prop_map(
        |(own, parameters, result, takes_missing, body)| {
            let names = vec![Titled { name: own, title: None }];
            let kind = ItemKind::Function { parameters, result, takes_missing, body };
            item(kind, names, Vec::new(), Modifiers::default())
        },
    );
    let share = (expression(), any::<bool>()).prop_map(|(share, scored)| ClauseKind::RequireShare { share, scored });
    let rollup = (vec(titled(), 1..3), vec(clause(prop_oneof![1 => share, 3 => common()]), 0..4)).prop_filter_map(
        "a roll-up has no grades",
        |(names, clauses)| {
            let grade = |clause: &Clause| matches!(clause.kind, ClauseKind::RequireGrade { .. });
            (!clauses.iter().any(grade)).then(|| item(ItemKind::Rollup, names, clauses, Modifiers::default()))
        },
    );
    prop_oneof![counted, limit, function, rollup].boxed()
}

/// Items that are shown as they print, where a test fails.
#[derive(Clone)]
pub struct Items(pub Vec<Item>);

impl std::fmt::Debug for Items {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&print_items(&self.0, Style::PLAIN))
    }
}

/// Items of all kinds.
pub fn items() -> Made<Items> {
    vec(prop_oneof![2 => blocks(), 1 => entries(), 1 => tests_and_checks(), 1 => heads()], 1..4).prop_map(Items).boxed()
}
