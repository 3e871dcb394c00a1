//! Any bytes as a rule file: parsing, joining, checking and evaluating end, without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = yardstick::data::decode(bytes) {
        yardstick::probe::rules(&text);
    }
});
