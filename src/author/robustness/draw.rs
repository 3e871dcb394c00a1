//! Random numbers that depend on nothing but the seed, the replicate and the name of what is drawn.
//!
//! The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011):
//! ten rounds that mix a counter under a key. Nothing is kept between two draws, so that they can be made in any order, by
//! any number of threads, and a new variable changes no draw of another one. The key is the seed. The counter holds the
//! replicate, which of the two samples it belongs to, and 64 bits of the variable's name (FNV-1a).

/// Multipliers of the two halves.
const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
/// What is added to the key after each round.
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
/// Rounds.
const ROUNDS: u32 = 10;

/// The two independent samples of a study of sensitivity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// The first: that of the medians and ranges.
    A,
    /// The second: from it one group of variables at a time is taken over.
    B,
}

/// A number above 0 and below 1, all of 2⁵³ equally likely: that of a name with this hash.
#[must_use]
pub(super) fn uniform(seed: u32, sample: Sample, replicate: u32, hash: u64) -> f64 {
    #[expect(clippy::cast_possible_truncation, reason = "the two halves of 64 bits")]
    let counter = [hash as u32, (hash >> 32) as u32, replicate, u32::from(sample == Sample::B)];
    let [high, low, _, _] = philox(counter, [seed, 0]);
    let bits = (u64::from(high) << 21) | u64::from(low >> 11);
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
    let bits = bits as f64;
    (bits + 0.5) / 9_007_199_254_740_992.0
}

/// One of so many, each equally likely.
#[must_use]
pub(super) fn choice(uniform: f64, many: usize) -> usize {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few ways"
    )]
    let place = (uniform * many as f64) as usize;
    place.min(many.saturating_sub(1))
}

fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..ROUNDS {
        let [a, b, c, d] = counter;
        let (high_a, low_a) = product(MULTIPLIERS[0], a);
        let (high_c, low_c) = product(MULTIPLIERS[1], c);
        counter = [high_c ^ b ^ key[0], low_c, high_a ^ d ^ key[1], low_a];
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
    }
    counter
}

fn product(a: u32, b: u32) -> (u32, u32) {
    let whole = u64::from(a) * u64::from(b);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves of 64 bits")]
    let halves = ((whole >> 32) as u32, whole as u32);
    halves
}

/// What stands for the name of what is drawn.
#[must_use]
pub(super) fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::{Sample, choice, fnv, philox, uniform};

    /// The known answers that the authors of the generator publish with it.
    #[test]
    fn philox_gives_the_published_answers() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]);
        assert_eq!(philox([u32::MAX; 4], [u32::MAX; 2]), [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]);
        let counter = [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344];
        assert_eq!(philox(counter, [0xA409_3822, 0x299F_31D0]), [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]);
    }

    #[test]
    fn names_are_hashed_as_published() {
        assert_eq!(fnv(""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fnv("foobar"), 0x8594_4171_F739_67E8);
    }

    #[test]
    fn draws_fill_the_range_evenly_and_differ_by_name_sample_and_seed() {
        let draws: Vec<f64> = (0..10_000).map(|at| uniform(1, Sample::A, at, fnv("weight economy"))).collect();
        let mean = draws.iter().sum::<f64>() / 10_000.0;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 9_999.0;
        assert!((mean - 0.5).abs() < 0.01 && (variance - 1.0 / 12.0).abs() < 0.002, "{mean} {variance}");
        assert!(draws.iter().all(|draw| *draw > 0.0 && *draw < 1.0));
        let (x, y) = (fnv("x"), fnv("y"));
        let one = uniform(1, Sample::A, 0, x);
        assert!(one != uniform(2, Sample::A, 0, x) && one != uniform(1, Sample::B, 0, x));
        assert!(one != uniform(1, Sample::A, 0, y) && one != uniform(1, Sample::A, 1, x));
    }

    #[test]
    fn each_way_is_as_likely() {
        let mut counts = [0; 3];
        (0..9_000).for_each(|at| counts[choice(uniform(7, Sample::A, at, fnv("score")), 3)] += 1);
        assert!(counts.iter().all(|count| (2_850..3_150).contains(count)), "{counts:?}");
    }
}
