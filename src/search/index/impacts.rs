use super::bits::Bits;
use super::prefix_code::{Code, codes};

/// How finely the impacts of a list are told apart, and in how many bits each step is written: as many as befit how
/// often it comes in lists of this sort.
#[derive(Debug)]
pub(super) struct Impacts {
    codes: Vec<Code>,
}

impl Impacts {
    /// Of pairs and tokens, which stand once in most passages; and of how often a passage is referred to.
    pub(super) fn coarse() -> Self {
        Self {
            codes: codes(&[6, 4, 2, 2, 2, 3, 5, 6]),
        }
    }

    /// Of characters.
    pub(super) fn fine() -> Self {
        Self {
            codes: codes(&[10, 9, 8, 6, 5, 4, 4, 3, 3, 3, 3, 3, 3, 4, 7, 10]),
        }
    }

    /// Of lists that say of a passage that it is there, and no more.
    pub(super) fn none() -> Self {
        Self { codes: codes(&[0]) }
    }

    /// How many steps there are.
    pub(super) fn steps(&self) -> u32 {
        u32::try_from(self.codes.len()).unwrap_or(u32::MAX)
    }

    /// Adds a step.
    pub(super) fn push(&self, step: u32, bits: &mut Bits<'_>) {
        let code = self.codes[step as usize];
        bits.push(code.bits, code.length);
    }
}

#[cfg(test)]
mod tests {
    use super::Impacts;

    #[test]
    fn every_code_of_steps_is_complete() {
        for impacts in [Impacts::coarse(), Impacts::fine(), Impacts::none()] {
            let shares = impacts
                .codes
                .iter()
                .map(|code| 1.0 / f64::from(1_u32 << code.length));
            assert!((shares.sum::<f64>() - 1.0).abs() < 1e-9, "{impacts:?}");
        }
    }
}
