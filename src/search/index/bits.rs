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
    pub(super) fn push(&mut self, value: u32, count: u32) {
        self.pending = (self.pending << count) | u64::from(value);
        self.count += count;
        if self.count >= 32 {
            self.count -= 32;
            let whole = (self.pending >> self.count).to_be_bytes();
            self.bytes.extend_from_slice(&whole[4..]);
            self.pending &= (1 << self.count) - 1;
        }
    }

    /// Adds one of `room` numbers from 0 on, in as few bits as tell it from the others: the first of them in one bit
    /// less where there is place.
    fn push_one_of(&mut self, value: u32, room: u32) {
        let bits = room.ilog2();
        let short = (2 << bits) - room;
        if value < short {
            self.push(value, bits);
        } else {
            self.push(value + short, bits + 1);
        }
    }

    /// Adds ascending numbers from `low` on and below `high`: the middle one first, then those on both sides, which have
    /// the less room the more of them there are (binary interpolative coding, Moffat and Stuiver 2000). Numbers that come
    /// in clusters, as those of one document's passages do, take few bits.
    pub(super) fn push_ascending<T: Copy>(
        &mut self,
        numbers: &[T],
        number: impl Fn(T) -> u32 + Copy,
        low: u32,
        high: u32,
    ) {
        let middle = numbers.len() / 2;
        let Some(found) = numbers.get(middle) else {
            return;
        };
        let (before, behind) = (small(middle), small(numbers.len() - 1 - middle));
        let found = number(*found);
        self.push_one_of(found - low - before, high - low - before - behind);
        self.push_ascending(&numbers[..middle], number, low, found);
        self.push_ascending(&numbers[middle + 1..], number, found + 1, high);
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

/// A count of what a portal has: far fewer than four thousand million, since all of it is in memory.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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
    use super::{Bits, push_number};

    fn ascending(numbers: &[u32], high: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut bits = Bits::new(&mut bytes);
        bits.push_ascending(numbers, |number| number, 0, high);
        bits.done();
        bytes
    }

    #[test]
    fn ascending_numbers_take_bits_by_the_room_they_have() {
        // 3 of the six places from 1 to 6: 2, below 2 two bits, above three: 10 + 2 in three bits; then 0 of three
        // places, and 7 of four.
        assert_eq!(ascending(&[0, 3, 7], 8), [0b1000_1100]);
        // Where all places are taken there is nothing to say.
        assert_eq!(ascending(&[0, 1, 2, 3], 4), [0_u8; 0]);
    }

    #[test]
    fn one_number_takes_the_bits_of_its_room() {
        assert_eq!(ascending(&[5], 8), [0b1010_0000]);
    }

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut bytes = Vec::new();
        push_number(300, &mut bytes);
        push_number(5, &mut bytes);
        assert_eq!(bytes, [0xAC, 0x02, 5]);
    }
}
