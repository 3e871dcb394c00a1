//! `yardstick reference`

use super::Done;
use super::arguments::Reference;
use super::exit::Exit;
use super::output::write_all;
use crate::author::pages;

pub(super) fn run(options: &Reference) -> Done {
    let pages: Vec<(String, String)> = pages().into_iter().map(|page| (page.name, page.text)).collect();
    write_all(&options.out, &pages)?;
    Ok(Exit::Fine)
}
