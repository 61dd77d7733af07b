use std::fmt;

/// A colour of the screen: red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

/// What the theme's tints stand on; the same values are in `10-tokens.css`.
const PAPER: Colour = Colour([0xfb, 0xfa, 0xf7]);
const DARK_PAPER: Colour = Colour([0x16, 0x1b, 0x21]);
const WHITE: Colour = Colour([255; 3]);
const BLACK: Colour = Colour([0; 3]);

/// WCAG 2.2, 1.4.6 (AAA): text against what it stands on.
const READABLE: f64 = 7.0;

impl Colour {
    /// `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// This colour with a share of `other`: 0 is this one, 1 the other.
    #[must_use]
    fn mixed(self, other: Self, share: f64) -> Self {
        let part = |at: usize| {
            let (own, other) = (f64::from(self.0[at]), f64::from(other.0[at]));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between two bytes"
            )]
            let mixed = (own + (other - own) * share).round() as u8;
            mixed
        };
        Self([part(0), part(1), part(2)])
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, “relative luminance”).
    fn luminance(self) -> f64 {
        let part = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0.map(part);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”).
    fn contrast(self, other: Self) -> f64 {
        let (own, other) = (self.luminance(), other.luminance());
        (own.max(other) + 0.05) / (own.min(other) + 0.05)
    }

    /// This colour, with as little of `towards` as text on `paper` needs to be readable.
    fn readable(self, paper: Self, towards: Self) -> Self {
        let steps = (0..=50).map(|step| self.mixed(towards, f64::from(step) / 50.0));
        let mut steps = steps.skip_while(|colour| colour.contrast(paper) < READABLE);
        steps.next().unwrap_or(towards)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The portal's accent as custom properties, to stand behind the style sheet: readable on light and on dark paper.
/// Made here, since old browsers cannot mix colours.
pub(super) fn accent_css(accent: Colour) -> String {
    let light = accent.readable(PAPER, BLACK);
    let dark = accent.mixed(WHITE, 0.25).readable(DARK_PAPER, WHITE);
    let light = tints(light, PAPER, BLACK);
    let dark = tints(dark, DARK_PAPER, WHITE);
    format!(
        ":root {{{light}}}\n@media (prefers-color-scheme: dark) {{ html:root {{{dark}}} }}\n@media print {{ html:root {{ --accent: #000000; --accent-strong: #000000; --accent-soft: #eeeeee; --accent-line: #999999; }} }}\n"
    )
}

/// The accent itself, a ground, a line and a stronger one.
fn tints(accent: Colour, paper: Colour, strong: Colour) -> String {
    format!(
        " --accent: {accent}; --accent-soft: {}; --accent-line: {}; --accent-strong: {}; ",
        accent.mixed(paper, 0.88),
        accent.mixed(paper, 0.55),
        accent.mixed(strong, 0.25)
    )
}

#[cfg(test)]
mod tests {
    use super::{Colour, DARK_PAPER, PAPER, WHITE, accent_css};

    #[test]
    fn black_on_white_is_the_most_contrast_there_is() {
        let black = Colour::parse("#000000").unwrap();
        assert!((black.contrast(WHITE) - 21.0).abs() < 0.001);
    }

    #[test]
    fn any_accent_is_readable_on_light_and_dark_paper() {
        for accent in [
            "#1d5a8a", "#ffcc00", "#00ff00", "#ffffff", "#000000", "#c8102e",
        ] {
            let css = accent_css(Colour::parse(accent).unwrap());
            let values: Vec<Colour> = css
                .split("--accent: ")
                .skip(1)
                .filter_map(|text| Colour::parse(&text[..7]))
                .collect();
            assert!(values[0].contrast(PAPER) >= 7.0, "{accent}: {css}");
            assert!(values[1].contrast(DARK_PAPER) >= 7.0, "{accent}: {css}");
        }
    }

    #[test]
    fn an_accent_that_is_dark_enough_stays_as_it_is() {
        let css = accent_css(Colour::parse("#164a75").unwrap());
        assert!(css.contains("--accent: #164a75;"), "{css}");
    }

    #[test]
    fn what_is_no_colour_is_none() {
        assert_eq!(Colour::parse("#fff"), None);
        assert_eq!(Colour::parse("1d5a8a0"), None);
    }
}
