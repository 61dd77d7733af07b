use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The bits that stand for a symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) bits: u32,
    pub(super) length: u32,
}

/// The longest code, so that it and what is held back fit together into the registers of both sides.
const LONGEST: u32 = 24;

/// The codes of symbols from their lengths: short before long, and of equal length in the order of the symbols. Whoever
/// knows the lengths knows the codes (the canonical form of Huffman's code, 1952).
pub(super) fn codes(lengths: &[u32]) -> Vec<Code> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|symbol| lengths[*symbol]);
    let mut codes = vec![Code::default(); lengths.len()];
    let (mut bits, mut before) = (0, 0);
    for symbol in order {
        let length = lengths[symbol];
        bits <<= length - before;
        codes[symbol] = Code { bits, length };
        bits += 1;
        before = length;
    }
    codes
}

/// How long the codes of symbols must be that come so often, for the shortest text; every symbol comes at least once.
pub(super) fn lengths(counts: &[u32]) -> Vec<u32> {
    let mut counts = counts.to_vec();
    loop {
        let lengths = free_lengths(&counts);
        if lengths.iter().all(|length| *length <= LONGEST) {
            return lengths;
        }
        // Flatter counts have shorter codes for what is rare.
        for count in &mut counts {
            *count = *count / 2 + 1;
        }
    }
}

fn free_lengths(counts: &[u32]) -> Vec<u32> {
    let leaves = counts.iter().zip(0_usize..);
    let mut open: BinaryHeap<Reverse<(u64, usize)>> = leaves
        .map(|(count, symbol)| Reverse((u64::from((*count).max(1)), symbol)))
        .collect();
    let mut parents: Vec<usize> = vec![0; counts.len()];
    while let (Some(Reverse(one)), Some(Reverse(other))) = (open.pop(), open.pop()) {
        let joined = parents.len();
        parents[one.1] = joined;
        parents[other.1] = joined;
        parents.push(0);
        open.push(Reverse((one.0 + other.0, joined)));
        if open.len() == 1 {
            break;
        }
    }
    depths(&parents, counts.len())
}

/// How far each leaf is from the root, which was made last.
fn depths(parents: &[usize], leaves: usize) -> Vec<u32> {
    let mut depths = vec![0; parents.len()];
    for node in (0..parents.len().saturating_sub(1)).rev() {
        depths[node] = depths[parents[node]] + 1;
    }
    depths.truncate(leaves);
    depths
}

#[cfg(test)]
mod tests {
    use super::{Code, codes, lengths};

    #[test]
    fn what_is_frequent_is_short() {
        let lengths = lengths(&[40, 1, 30, 20]);
        assert_eq!(lengths, [1, 3, 2, 3]);
        let codes = codes(&lengths);
        let code = |bits, length| Code { bits, length };
        assert_eq!(
            codes,
            [code(0, 1), code(0b110, 3), code(0b10, 2), code(0b111, 3)]
        );
    }

    #[test]
    fn no_code_is_longer_than_both_sides_can_hold() {
        let mut counts = vec![1, 1];
        while counts.len() < 40 {
            counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
        }
        let lengths = lengths(&counts);
        assert!(lengths.iter().all(|length| *length <= 24));
        let shares = lengths
            .iter()
            .map(|length| 1.0 / f64::from(1_u32 << length));
        assert!((shares.sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_symbol_alone_takes_no_bits() {
        assert_eq!(lengths(&[7]), [0]);
    }
}
