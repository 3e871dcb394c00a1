//! Which instructions of a processor a plan uses.

/// Which instructions are used. The results are the same, bit for bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Instructions {
    /// The widest that the machine has.
    #[default]
    Widest,
    /// Those that the program was compiled for.
    Plain,
    /// AVX2, where the machine has it.
    Avx2,
    /// AVX-512, where the machine has it.
    Avx512,
}

impl Instructions {
    /// Does a job with them. Everything below its call is compiled into it, once for each set of instructions: so its loops
    /// use them.
    pub(super) fn take<J: pulp::NullaryFnOnce>(self, job: J) -> J::Output {
        #[cfg(target_arch = "x86_64")]
        {
            let wide = matches!(self, Self::Widest | Self::Avx512);
            if let Some(simd) = pulp::x86::V4::try_new().filter(|_| wide) {
                return pulp::Simd::vectorize(simd, job);
            }
            if let Some(simd) = pulp::x86::V3::try_new().filter(|_| self != Self::Plain) {
                return pulp::Simd::vectorize(simd, job);
            }
        }
        job.call()
    }
}
