/// Bits behind one another, the first the highest of its byte.
#[derive(Debug)]
pub(super) struct Bits<'o> {
    bytes: &'o mut Vec<u8>,
    pending: u64,
    count: u32,
}

impl<'o> Bits<'o> {
    /// Bits that are added to bytes.
    pub(super) fn new(bytes: &'o mut Vec<u8>) -> Self {
        Self {
            bytes,
            pending: 0,
            count: 0,
        }
    }

    /// Adds the lowest `count` bits of a value; at most 32.
    fn push(&mut self, value: u64, count: u32) {
        self.pending = (self.pending << count) | value;
        self.count += count;
        if self.count >= 32 {
            self.count -= 32;
            let whole = (self.pending >> self.count).to_be_bytes();
            self.bytes.extend_from_slice(&whole[4..]);
            self.pending &= (1 << self.count) - 1;
        }
    }

    /// Adds a value in the code of Rice (1979), `value >> k` ones and a zero, then the lowest `k` bits; and behind it the
    /// lowest `further` bits of another.
    pub(super) fn push_rice(&mut self, value: u32, k: u32, other: u32, further: u32) {
        let mut ones = value >> k;
        while ones >= 4 {
            let some = ones.min(24);
            self.push((1 << some) - 1, some);
            ones -= some;
        }
        let low = u64::from(value) & ((1 << k) - 1);
        self.push((((1 << (ones + 1)) - 2) << k) | low, ones + 1 + k);
        self.push(u64::from(other), further);
    }

    /// Fills the last byte up with zeros.
    pub(super) fn done(mut self) {
        while self.count > 0 {
            let byte = (self.pending << 8 >> self.count).to_le_bytes()[0];
            self.bytes.push(byte);
            self.count = self.count.saturating_sub(8);
            self.pending &= (1 << self.count) - 1;
        }
    }
}

/// The parameter under which gaps of this mean are short: the mean times ln 2, down to a power of two.
pub(super) fn rice_parameter(room: usize, count: usize) -> u32 {
    (room * 69 / (count.max(1) * 100))
        .checked_ilog2()
        .unwrap_or(0)
}

/// Adds a number in seven bits a byte, the lowest first, the highest bit saying that more follow.
pub(super) fn push_number(mut number: usize, bytes: &mut Vec<u8>) {
    loop {
        let low = (number & 0x7F).to_le_bytes()[0];
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::{Bits, push_number, rice_parameter};

    #[test]
    fn a_rice_code_is_ones_a_zero_and_the_low_bits() {
        let mut bytes = Vec::new();
        let mut bits = Bits::new(&mut bytes);
        bits.push_rice(9, 2, 0, 0);
        bits.push_rice(0, 2, 0, 0);
        bits.done();
        // 110 01, 0 00
        assert_eq!(bytes, [0b1100_1000]);
    }

    #[test]
    fn long_runs_of_ones_are_whole() {
        let mut bytes = Vec::new();
        let mut bits = Bits::new(&mut bytes);
        bits.push_rice(40, 0, 0, 0);
        bits.done();
        assert_eq!(bytes, [255, 255, 255, 255, 255, 0]);
    }

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut bytes = Vec::new();
        push_number(300, &mut bytes);
        push_number(5, &mut bytes);
        assert_eq!(bytes, [0xAC, 0x02, 5]);
    }

    #[test]
    fn rare_terms_have_wide_gaps() {
        assert_eq!(rice_parameter(75_000, 75_000), 0);
        assert_eq!(rice_parameter(75_000, 1_000), 5);
    }
}
