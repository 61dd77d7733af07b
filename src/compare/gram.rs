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
    /// The holders of pairs, in any order; a text that holds a pair more than once counts once.
    pub(crate) fn new(holders: &[(u64, u32)]) -> Self {
        // About as many beginnings as there are holders: a search looks at one or two of them.
        let bits = holders.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let (mut sorted, ends) = by_first_bits(holders, 1 << bits, shift);
        let mut starts = Vec::with_capacity(ends.len() + 1);
        let (mut from, mut kept) = (0, 0);
        for end in ends {
            starts.push(kept);
            sorted[from..end].sort_unstable();
            // What is kept moves up over what stands there twice.
            for at in from..end {
                if at == from || sorted[at] != sorted[at - 1] {
                    sorted[kept] = sorted[at];
                    kept += 1;
                }
            }
            from = end;
        }
        starts.push(kept);
        sorted.truncate(kept);
        Self {
            sorted,
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

/// The holders with the same first bits side by side, and where those with each of the `many` first bits end.
///
/// Pairs are spread evenly, so that only a few stand together: sorting these takes a time that grows with their number
/// and no faster.
fn by_first_bits(holders: &[(u64, u32)], many: usize, shift: u32) -> (Vec<(u64, u32)>, Vec<usize>) {
    let mut ends = vec![0; many];
    for (gram, _) in holders {
        ends[first_bits(*gram, shift)] += 1;
    }
    let mut start = 0;
    for end in &mut ends {
        (*end, start) = (start, start + *end);
    }
    // Each is now a beginning, and becomes an end while they are put there.
    let mut sorted = vec![(0, 0); holders.len()];
    for holder in holders {
        let end = &mut ends[first_bits(holder.0, shift)];
        sorted[*end] = *holder;
        *end += 1;
    }
    (sorted, ends)
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
        let holders = Holders::new(&all);
        assert_eq!(
            holders.few(gram('甲', '乙'), 3).collect::<Vec<_>>(),
            [0, 1, 2]
        );
        assert_eq!(holders.few(gram('报', '销'), 89).count(), 0);
        assert_eq!(holders.few(gram('报', '销'), 90).count(), 90);
        assert_eq!(holders.few(gram('乙', '甲'), 90).count(), 0);
        assert_eq!(Holders::new(&[]).few(gram('甲', '乙'), 9).count(), 0);
    }
}
