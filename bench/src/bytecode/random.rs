//! Small functions at random: arithmetic, branches, loops, lists, records, texts, calls and errors.

use rhai::Dynamic;
use yardstick::script::MissingValue;

/// A missing value.
pub fn gone() -> Dynamic {
    Dynamic::from(MissingValue::new("not_reported"))
}

/// Draws, the same ones each time.
#[derive(Debug, Clone)]
pub struct Draw {
    state: u64,
    /// The numbers that can be named here.
    names: Vec<String>,
    made: usize,
    /// Whether a loop stands around.
    looped: bool,
}

impl Draw {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed | 1, names: Vec::new(), made: 0, looped: false }
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let place = self.below(of.len() as u64);
        of[usize::try_from(place).unwrap_or(0)]
    }

    /// A value that is handed to a function: mostly a number.
    pub fn value(&mut self) -> Dynamic {
        match self.below(12) {
            0 => Dynamic::from("water".to_owned()),
            1 => Dynamic::from_bool(true),
            2 => gone(),
            3 => Dynamic::from_float(0.0),
            _ => Dynamic::from_float(self.below(200) as f64 / 4.0 - 10.0),
        }
    }

    /// A script: a function `f` of two arguments, and one that it may call.
    pub fn script(&mut self) -> String {
        let help = self.function("g", &["a", "b"], false);
        let main = self.function("f", &["a", "b"], true);
        format!("{help}\n{main}\n")
    }

    fn function(&mut self, name: &str, arguments: &[&str], may_call: bool) -> String {
        self.names = arguments.iter().map(|name| (*name).to_owned()).collect();
        (self.made, self.looped) = (0, false);
        let many = 1 + self.below(4);
        let statements: String = (0..many).map(|_| self.statement(2, may_call)).collect();
        format!("fn {name}({}) {{ {statements}{} }}", arguments.join(", "), self.number(3, may_call))
    }

    fn block(&mut self, depth: u64, may_call: bool) -> String {
        let known = self.names.len();
        let many = 1 + self.below(2);
        let statements: String = (0..many).map(|_| self.statement(depth, may_call)).collect();
        self.names.truncate(known);
        statements
    }

    fn in_loop(&mut self, depth: u64, may_call: bool) -> String {
        let around = std::mem::replace(&mut self.looped, true);
        let block = self.block(depth, may_call);
        self.looped = around;
        block
    }

    fn fresh(&mut self) -> String {
        self.made += 1;
        format!("x{}", self.made)
    }

    fn known(&mut self) -> String {
        let place = self.below(self.names.len() as u64);
        self.names[usize::try_from(place).unwrap_or(0)].clone()
    }

    fn statement(&mut self, depth: u64, may_call: bool) -> String {
        let deep = depth > 0;
        match self.below(if deep { 14 } else { 7 }) {
            0..=2 => {
                let (value, name) = (self.number(2, may_call), self.fresh());
                self.names.push(name.clone());
                format!("let {name} = {value}; ")
            }
            3..=4 => {
                let operator = self.one(&["=", "+=", "-=", "*=", "/=", "%="]);
                format!("{} {operator} {}; ", self.known(), self.number(2, may_call))
            }
            5 => {
                let (list, number, pushed) = (self.fresh(), self.number(1, may_call), self.known());
                let (value, place) = (self.fresh(), self.below(4));
                self.names.push(value.clone());
                format!("let {list} = [{number}, 2]; {list}.push({pushed}); let {value} = {list}[{place}]; ")
            }
            6 => match self.below(6) {
                0 => format!("return {}; ", self.number(1, may_call)),
                1 => "throw \"no\"; ".to_owned(),
                2 if self.looped => self.one(&["break; ", "continue; "]).to_owned(),
                _ => {
                    let (record, number) = (self.fresh(), self.number(1, may_call));
                    let value = self.fresh();
                    self.names.push(value.clone());
                    let entry = self.one(&["a", "a", "a", "b"]);
                    format!("let {record} = #{{a: {number}}}; {record}.a += 1; let {value} = {record}.{entry}; ")
                }
            },
            7..=9 => {
                let condition = self.condition(2, may_call);
                let (yes, no) = (self.block(depth - 1, may_call), self.block(depth - 1, may_call));
                format!("if {condition} {{ {yes}}} else {{ {no}}} ")
            }
            10..=11 => {
                let (name, many) = (self.fresh(), self.below(7));
                let known = self.names.len();
                self.names.push(name.clone());
                let block = self.in_loop(depth - 1, may_call);
                self.names.truncate(known);
                format!("for {name} in 0..{many} {{ {block}}} ")
            }
            12 => {
                let (name, many) = (self.fresh(), self.below(7));
                let block = self.in_loop(depth - 1, may_call);
                format!("let {name} = 0; while {name} < {many} {{ {name} += 1; {block}}} ")
            }
            _ => {
                let (number, one) = (self.number(1, may_call), self.below(4));
                let (yes, no) = (self.block(depth - 1, may_call), self.block(depth - 1, may_call));
                format!("switch {number} {{ {one} => {{ {yes}}}, _ => {{ {no}}} }} ")
            }
        }
    }

    fn condition(&mut self, depth: u64, may_call: bool) -> String {
        match self.below(if depth > 0 { 7 } else { 4 }) {
            0..=2 => {
                let operator = self.one(&["<", "<=", ">", ">=", "==", "!="]);
                format!("{} {operator} {}", self.number(1, may_call), self.number(1, may_call))
            }
            3 => format!("is_missing({})", self.known()),
            4 => format!("!({})", self.condition(depth - 1, may_call)),
            _ => {
                let operator = self.one(&["&&", "||"]);
                format!(
                    "({}) {operator} ({})",
                    self.condition(depth - 1, may_call),
                    self.condition(depth - 1, may_call)
                )
            }
        }
    }

    fn number(&mut self, depth: u64, may_call: bool) -> String {
        match self.below(if depth > 0 { 14 } else { 5 }) {
            0..=1 => (self.below(40) as f64 / 4.0).to_string(),
            2..=4 => self.known(),
            5..=8 => {
                let operator = self.one(&["+", "-", "*", "/", "%", "+", "*"]);
                format!("({} {operator} {})", self.number(depth - 1, may_call), self.number(depth - 1, may_call))
            }
            9 => {
                let condition = self.condition(depth - 1, may_call);
                let (yes, no) = (self.number(depth - 1, may_call), self.number(depth - 1, may_call));
                format!("if {condition} {{ {yes} }} else {{ {no} }}")
            }
            10 => {
                let function = self.one(&["min", "max", "round"]);
                format!("{function}({}, {})", self.number(depth - 1, may_call), self.number(depth - 1, may_call))
            }
            11 => format!("sum([{}, {}])", self.number(depth - 1, may_call), self.number(depth - 1, may_call)),
            12 if may_call => format!("g({}, {})", self.number(depth - 1, may_call), self.number(depth - 1, may_call)),
            12 => format!("-{}", self.known()),
            _ => format!("len(`${{{}}}`)", self.number(depth - 1, may_call)),
        }
    }
}
