//! Many runs, spread over the cores: what comes out does not depend on how many
//! there are.

/// `play(0)` to `play(runs - 1)`, in that order.
pub fn each<T: Send>(runs: u64, play: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let play = &play;
    let mut results: Vec<(u64, T)> = std::thread::scope(|scope| {
        let every = |first: u64| (first..runs).step_by(cores as usize);
        let threads: Vec<_> = (0..cores)
            .map(|first| {
                scope.spawn(move || every(first).map(|run| (run, play(run))).collect::<Vec<_>>())
            })
            .collect();
        let joined = threads.into_iter().flat_map(|thread| match thread.join() {
            Ok(results) => results,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect()
    });
    results.sort_by_key(|(run, _)| *run);
    results.into_iter().map(|(_, result)| result).collect()
}
