//! models: the products of whole numbers that the encoder spends its time on, one kernel for each family of processors.
//!
//! All kernels give the same sums to the last bit. Activations are codes of seven bits, and the quantiser keeps the
//! weights of sixteen inputs so small that sums of products fit sixteen bits, which is what AVX2 is fast at.
#![expect(unsafe_code, reason = "the instructions that multiply bytes are reached in no other way")]
#![expect(clippy::inline_always, reason = "a step runs on the instructions of the kernel that it is compiled into")]

use std::sync::OnceLock;

use super::matrix::{BLOCK, Line, Lines, Matrix, PANEL, QUAD};
use super::step::{self, Codes, Heads, Norm, Room};

/// The steps of the encoder, compiled for one family of processors.
pub(crate) struct Kernel {
    /// Its name, for reports.
    pub(crate) name: &'static str,
    /// Codes by a matrix, with its bias.
    pub(crate) multiply: fn(&Codes, &Matrix, &mut [f32]),
    /// Adds rows to the states, normalises them and codes them anew.
    pub(crate) normalise: fn(&mut [f32], &[f32], &Norm, &mut Codes),
    /// Codes rows after the Gaussian error linear unit.
    pub(crate) activate: fn(&mut [f32], &mut Codes),
    /// Codes rows as they are.
    pub(crate) code: fn(&mut [f32], &mut Codes),
    /// Mixes the values of one sentence by attention.
    pub(crate) attend: fn(&[f32], Heads, &mut Room, &mut [f32]),
}

impl Kernel {
    /// The fastest kernel that this processor runs, found out once.
    pub(crate) fn best() -> &'static Self {
        static BEST: OnceLock<&'static Kernel> = OnceLock::new();
        BEST.get_or_init(|| Self::all()[0])
    }

    /// Every kernel that this processor runs, the fastest first.
    pub(crate) fn all() -> Vec<&'static Self> {
        let mut all = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2");
            if avx2 && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni") {
                all.push(&avx512_vnni::KERNEL);
            }
            if avx2 && is_x86_feature_detected!("avxvnni") {
                all.push(&avx_vnni::KERNEL);
            }
            if avx2 {
                all.push(&avx2::KERNEL);
            }
        }
        all.push(&portable::KERNEL);
        all
    }
}

/// Sixteen codes of each row of a tile.
pub(crate) type Block<const R: usize> = [[u8; BLOCK]; R];

/// How a family of processors multiplies a tile of `R` rows of codes with the sixteen outputs of a panel.
pub(crate) trait Dot {
    /// The sums of each row; tile and panel have as many blocks.
    fn sums<const R: usize>(tile: &[Block<R>], panel: &[Lines]) -> [[i32; PANEL]; R];
}

/// Compiles the steps for one family of processors.
macro_rules! kernel {
    ($module:ident, $name:literal, $dot:ty $(, $features:literal)?) => {
        mod $module {
            use super::*;

            $(#[target_feature(enable = $features)])?
            fn multiply(codes: &Codes, matrix: &Matrix, out: &mut [f32]) {
                step::multiply::<$dot>(codes, matrix, out);
            }

            $(#[target_feature(enable = $features)])?
            fn normalise(states: &mut [f32], added: &[f32], norm: &Norm, codes: &mut Codes) {
                step::normalise(states, added, norm, codes);
            }

            $(#[target_feature(enable = $features)])?
            fn activate(rows: &mut [f32], codes: &mut Codes) {
                step::activate(rows, codes);
            }

            $(#[target_feature(enable = $features)])?
            fn code(rows: &mut [f32], codes: &mut Codes) {
                step::code(rows, codes);
            }

            $(#[target_feature(enable = $features)])?
            fn attend(mixers: &[f32], heads: Heads, room: &mut Room, out: &mut [f32]) {
                step::attend(mixers, heads, room, out);
            }

            // SAFETY (of each call): `Kernel::all` alone gives the kernel away, to a processor that has the features.
            #[allow(unused_unsafe, reason = "the portable kernel asks for no feature")]
            pub(super) static KERNEL: Kernel = Kernel {
                name: $name,
                multiply: |codes, matrix, out| unsafe { multiply(codes, matrix, out) },
                normalise: |states, added, norm, codes| unsafe { normalise(states, added, norm, codes) },
                activate: |rows, codes| unsafe { activate(rows, codes) },
                code: |rows, codes| unsafe { code(rows, codes) },
                attend: |mixers, heads, room, out| unsafe { attend(mixers, heads, room, out) },
            };
        }
    };
}

kernel!(portable, "portable", Portable);
#[cfg(target_arch = "x86_64")]
kernel!(avx2, "AVX2", x86::Avx2, "avx2");
#[cfg(target_arch = "x86_64")]
kernel!(avx_vnni, "AVX-VNNI", x86::AvxVnni, "avx2,avxvnni");
#[cfg(target_arch = "x86_64")]
kernel!(avx512_vnni, "AVX-512 VNNI", x86::Avx512Vnni, "avx2,avx512f,avx512vnni");

struct Portable;

impl Dot for Portable {
    #[inline(always)]
    fn sums<const R: usize>(tile: &[Block<R>], panel: &[Lines]) -> [[i32; PANEL]; R] {
        let mut sums = [[0; PANEL]; R];
        for (rows, lines) in tile.iter().zip(panel) {
            for (sums, row) in sums.iter_mut().zip(rows) {
                for (line, codes) in lines.iter().zip(row.as_chunks::<QUAD>().0) {
                    for (sum, weights) in sums.iter_mut().zip(line.0.as_chunks::<QUAD>().0) {
                        *sum += weights.iter().zip(codes).map(|(&w, &c)| i32::from(w) * i32::from(c)).sum::<i32>();
                    }
                }
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_dpbusd_avx_epi32, _mm256_load_si256, _mm256_madd_epi16,
        _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
        _mm512_add_epi32, _mm512_dpbusd_epi32, _mm512_load_si512, _mm512_set1_epi32, _mm512_setzero_si512,
        _mm512_storeu_si512,
    };
    use std::array::from_fn;

    use super::{Block, Dot, Line, Lines, PANEL, QUAD};

    pub(super) struct Avx2;
    pub(super) struct AvxVnni;
    pub(super) struct Avx512Vnni;

    /// Four codes of a row, as one number.
    #[inline(always)]
    fn quad(row: &[u8; 16], n: usize) -> i32 {
        i32::from_ne_bytes(from_fn(|i| row[n * QUAD + i]))
    }

    /// The weights of outputs 8·half..8·half+8.
    #[inline(always)]
    fn half_line(line: &Line, half: usize) -> __m256i {
        // SAFETY: a line is 64 bytes long and lies at a multiple of 64.
        unsafe { _mm256_load_si256(line.0.as_ptr().add(32 * half).cast()) }
    }

    impl Dot for Avx2 {
        #[inline(always)]
        fn sums<const R: usize>(tile: &[Block<R>], panel: &[Lines]) -> [[i32; PANEL]; R] {
            let mut out = [[0; PANEL]; R];
            for half in 0..2 {
                // SAFETY: the features of the kernel hold; it writes eight of sixteen numbers.
                unsafe {
                    let mut sums = [_mm256_setzero_si256(); R];
                    for (rows, lines) in tile.iter().zip(panel) {
                        let weights: [__m256i; 4] = from_fn(|n| half_line(&lines[n], half));
                        for r in 0..R {
                            let mut pairs = _mm256_setzero_si256();
                            for (n, &weights) in weights.iter().enumerate() {
                                let codes = _mm256_set1_epi32(quad(&rows[r], n));
                                pairs = _mm256_add_epi16(pairs, _mm256_maddubs_epi16(codes, weights));
                            }
                            sums[r] = _mm256_add_epi32(sums[r], _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
                        }
                    }
                    for (out, sums) in out.iter_mut().zip(sums) {
                        _mm256_storeu_si256(out.as_mut_ptr().add(8 * half).cast(), sums);
                    }
                }
            }
            out
        }
    }

    impl Dot for AvxVnni {
        #[inline(always)]
        fn sums<const R: usize>(tile: &[Block<R>], panel: &[Lines]) -> [[i32; PANEL]; R] {
            let mut out = [[0; PANEL]; R];
            // SAFETY: the features of the kernel hold; it writes twice eight of sixteen numbers.
            unsafe {
                let mut sums = [[_mm256_setzero_si256(); 2]; R];
                for (rows, lines) in tile.iter().zip(panel) {
                    for (n, line) in lines.iter().enumerate() {
                        let weights: [__m256i; 2] = from_fn(|half| half_line(line, half));
                        for r in 0..R {
                            let codes = _mm256_set1_epi32(quad(&rows[r], n));
                            sums[r] = from_fn(|half| _mm256_dpbusd_avx_epi32(sums[r][half], codes, weights[half]));
                        }
                    }
                }
                for (out, sums) in out.iter_mut().zip(sums) {
                    _mm256_storeu_si256(out.as_mut_ptr().cast(), sums[0]);
                    _mm256_storeu_si256(out.as_mut_ptr().add(8).cast(), sums[1]);
                }
            }
            out
        }
    }

    impl Dot for Avx512Vnni {
        #[inline(always)]
        fn sums<const R: usize>(tile: &[Block<R>], panel: &[Lines]) -> [[i32; PANEL]; R] {
            let mut out = [[0; PANEL]; R];
            // SAFETY: the features of the kernel hold; a line is 64 bytes long and lies at a multiple of 64.
            unsafe {
                // Two sums a row, since an instruction waits for the one before it on the same sum.
                let mut sums = [[_mm512_setzero_si512(); 2]; R];
                for (rows, lines) in tile.iter().zip(panel) {
                    for n in 0..4 {
                        let weights = _mm512_load_si512(lines[n].0.as_ptr().cast());
                        for r in 0..R {
                            let codes = _mm512_set1_epi32(quad(&rows[r], n));
                            sums[r][n % 2] = _mm512_dpbusd_epi32(sums[r][n % 2], codes, weights);
                        }
                    }
                }
                for (out, sums) in out.iter_mut().zip(sums) {
                    _mm512_storeu_si512(out.as_mut_ptr().cast(), _mm512_add_epi32(sums[0], sums[1]));
                }
            }
            out
        }
    }
}
