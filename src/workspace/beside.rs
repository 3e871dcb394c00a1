//! Work that is done side by side. Answers come in the order of what was asked, whatever the threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many bytes of text are worth a thread of their own.
const WORTH_A_THREAD: usize = 16 * 1024;

/// Does some work for each thing on all cores, the longest first; `length` is that of its text.
pub(super) fn each<T: Send, R: Send>(
    all: Vec<T>,
    length: impl Fn(&T) -> usize,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let lengths: Vec<usize> = all.iter().map(length).collect();
    let worth = lengths.iter().sum::<usize>().div_ceil(WORTH_A_THREAD);
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(worth).min(all.len());
    if workers <= 1 {
        return all.into_iter().map(work).collect();
    }
    let mut order: Vec<(usize, Mutex<Option<T>>)> =
        all.into_iter().map(|one| Mutex::new(Some(one))).enumerate().collect();
    order.sort_by_key(|(at, _)| std::cmp::Reverse(lengths.get(*at).copied()));
    let next = AtomicUsize::new(0);
    let share = || {
        let turn = || order.get(next.fetch_add(1, Ordering::Relaxed));
        let take = |(at, one): &(usize, Mutex<Option<T>>)| Some((*at, one.lock().ok()?.take()?));
        std::iter::from_fn(turn).filter_map(take).map(|(at, one)| (at, work(one))).collect::<Vec<_>>()
    };
    let mut done = std::thread::scope(|scope| {
        // A thread that the system does not give is no harm: the others take its share.
        let others: Vec<_> =
            (1..workers).filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, share).ok()).collect();
        let mut done = share();
        done.extend(others.into_iter().flat_map(joined));
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// Does two things, the second on a thread of its own where there is one to be had.
pub(super) fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl Fn() -> B + Sync) -> (A, B) {
    std::thread::scope(|scope| {
        let other = std::thread::Builder::new().spawn_scoped(scope, &second).ok();
        let one = first();
        (one, other.map_or_else(&second, joined))
    })
}

/// What a thread answers. What went wrong in it goes on here, as if it had been done here.
fn joined<R>(thread: std::thread::ScopedJoinHandle<'_, R>) -> R {
    thread.join().unwrap_or_else(|wrong| std::panic::resume_unwind(wrong))
}

#[cfg(test)]
mod tests {
    use super::{WORTH_A_THREAD, both, each};

    #[test]
    fn answers_come_in_the_order_of_what_was_asked() {
        for length in [0, WORTH_A_THREAD] {
            let all: Vec<usize> = (0..100).collect();
            let answers = each(all, |one| length * (one % 7), |one| one * 2);
            assert_eq!(answers, (0..100).map(|one| one * 2).collect::<Vec<_>>());
        }
        assert!(each(Vec::<u8>::new(), |_| WORTH_A_THREAD, |one| one).is_empty());
        assert_eq!(both(|| 1, || "a"), (1, "a"));
    }
}
