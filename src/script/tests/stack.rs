//! Scripts whose text is deep, or runs deep: none of them fills the stack.

use super::super::{Form, Limits, Sandbox};
use super::said;

fn reads(text: &str) -> String {
    let sandbox = Sandbox::new(Limits::default());
    match sandbox.compile(text, Form::Statements(&[])) {
        Ok(program) => match sandbox.run(&program, Vec::new()) {
            Ok(value) => value.to_string(),
            Err(problem) => problem.what.to_string(),
        },
        Err(found) => found[0].what.to_string(),
    }
}

#[test]
fn long_chains() {
    let many = 40_000;
    for text in [
        format!("1{}", " + 1".repeat(many)),
        format!("true{}", " && true".repeat(many)),
        format!("let r = 1; r{}", ".a".repeat(many)),
        format!("let a = [1]; a{}", "[0]".repeat(many)),
        format!("{}1", "-".repeat(many)),
        format!("{}true", "!".repeat(many)),
        format!("{}1{}", "(".repeat(many), ")".repeat(many)),
        format!("{}1{}", "[".repeat(many), "]".repeat(many)),
        format!("{}1{}", "{".repeat(many), "}".repeat(many)),
        format!("{}1{}", "#{a:".repeat(many), "}".repeat(many)),
        format!("{}1", "if true { 1 } else ".repeat(many / 4)),
        "let a = 1; { ".repeat(many / 4),
        format!("{}1{}", "`${".repeat(many), "}`".repeat(many)),
        format!("fn f(x) {{ x }} {}1{}", "f(".repeat(many), ")".repeat(many)),
        format!("2{}", " ** 2".repeat(many)),
        format!("[{}]", "1,".repeat(many)),
        format!("let s = \"a\"; s{}", " + s".repeat(many)),
    ] {
        let head: String = text.chars().take(30).collect();
        let end = reads(&text);
        assert!(!end.is_empty(), "{head}");
    }
}

#[test]
fn deep_recursion_with_deep_expressions() {
    let deep = format!("fn f(x) {{ {}f(x + 1){} }} f(0)", "(1 + ".repeat(7), ")".repeat(7));
    assert!(said(&deep).contains("deeper than they may"), "{}", said(&deep));
    let blocks = format!("fn f(x) {{ {}f(x + 1){} }} f(0)", "if true { ".repeat(9), " }".repeat(9));
    assert!(said(&blocks).contains("deeper than they may"), "{}", said(&blocks));
}

#[test]
fn unlike_subjects_of_a_switch_do_no_harm() {
    for subject in ["[1]", "#{a: 1}", "0..3", "()", "1.5", "\"a\""] {
        assert_eq!(said(&format!("switch {subject} {{ \"b\" => 1, _ => 2 }}")), "2", "{subject}");
    }
}
