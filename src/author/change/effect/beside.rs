//! Work that is done side by side; its answers come in the order of what was asked.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Formulas may be deep: a thread has as much room as the command itself.
const STACK: usize = 64 << 20;

/// Does some work for each thing, on all cores. `step` is told after each of them.
pub(super) fn side_by_side<T: Sync, R: Send>(
    all: &[T],
    work: &(impl Fn(&T) -> R + Sync),
    step: &mut dyn FnMut(),
) -> Vec<R> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(all.len());
    let next = AtomicUsize::new(0);
    let take = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        all.get(at).map(|one| (at, one))
    };
    let mut done: Vec<Option<R>> = all.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..if workers > 1 { workers } else { 0 } {
            let (send, take) = (send.clone(), &take);
            let thread = std::thread::Builder::new().stack_size(STACK);
            // Where no thread can be had, its share is done below.
            let _ = thread.spawn_scoped(scope, move || {
                while let Some((at, one)) = take() {
                    if send.send((at, work(one))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        for (at, answer) in receive {
            step();
            if let Some(place) = done.get_mut(at) {
                *place = Some(answer);
            }
        }
    });
    let rest = |(place, one): (Option<R>, &T)| {
        place.unwrap_or_else(|| {
            step();
            work(one)
        })
    };
    done.into_iter().zip(all).map(rest).collect()
}
