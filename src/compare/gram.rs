/// Two neighbouring characters as one number.
///
/// The factor is odd, so that no two pairs become one, and spreads them evenly over all numbers: the first bits of a
/// pair tell about where in a sorted row it stands.
pub(crate) fn gram(first: char, second: char) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let pair = (u64::from(u32::from(first)) << 32) | u64::from(u32::from(second));
    pair.wrapping_mul(SPREAD)
}

/// Which of many texts hold each pair of characters.
#[derive(Debug)]
pub(crate) struct Holders {
    /// A pair with the number of a text that holds it, sorted.
    sorted: Vec<(u64, u32)>,
    /// Where among them the pairs with the same first bits begin; one more than there are such bits.
    starts: Vec<usize>,
    /// How many bits of a pair are not its first.
    shift: u32,
}

impl Holders {
    /// The holders of pairs, in any order; each text stands with a pair once.
    pub(crate) fn new(mut holders: Vec<(u64, u32)>) -> Self {
        holders.sort_unstable();
        // About as many beginnings as there are holders: a search looks at one or two of them.
        let bits = holders.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (place, (gram, _)) in holders.iter().enumerate() {
            starts.resize(starts.len().max(first_bits(*gram, shift) + 1), place);
        }
        starts.resize((1 << bits) + 1, holders.len());
        Self {
            sorted: holders,
            starts,
            shift,
        }
    }

    /// The texts that hold a pair; none where more than `most` do, for what many have in common tells nothing.
    pub(crate) fn few(&self, gram: u64, most: usize) -> impl Iterator<Item = usize> {
        let bits = first_bits(gram, self.shift);
        let near = &self.sorted[self.starts[bits]..self.starts[bits + 1]];
        let from = &near[near.partition_point(|(known, _)| *known < gram)..];
        let same = from.iter().take(most + 1);
        let count = same.take_while(|(known, _)| *known == gram).count();
        let told = if count > most { 0 } else { count };
        from[..told].iter().map(|(_, text)| *text as usize)
    }
}

/// The first bits of a pair: fewer than an address has.
#[expect(
    clippy::cast_possible_truncation,
    reason = "there are as many bits as the length of a vector has"
)]
fn first_bits(gram: u64, shift: u32) -> usize {
    (gram >> shift) as usize
}

#[cfg(test)]
mod tests {
    use super::{Holders, gram};

    #[test]
    fn those_who_hold_a_pair_are_told_unless_they_are_many() {
        let all: Vec<_> = (0..90)
            .flat_map(|text| [(gram('报', '销'), text), (gram('甲', '乙'), text / 30)])
            .collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        let holders = Holders::new(once);
        assert_eq!(
            holders.few(gram('甲', '乙'), 3).collect::<Vec<_>>(),
            [0, 1, 2]
        );
        assert_eq!(holders.few(gram('报', '销'), 89).count(), 0);
        assert_eq!(holders.few(gram('报', '销'), 90).count(), 90);
        assert_eq!(holders.few(gram('乙', '甲'), 90).count(), 0);
        assert_eq!(Holders::new(Vec::new()).few(gram('甲', '乙'), 9).count(), 0);
    }
}
