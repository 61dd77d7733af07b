use toml::Spanned;
use toml::de::DeValue;

use crate::source::{Expected, Field, Reading};

/// Where the site will live: a whole address, or a path alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host`, without the path; `None` where only a path is known.
    origin: Option<String>,
    /// Begins and ends with `/`.
    path: String,
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self {
            origin: None,
            path: "/".to_owned(),
        }
    }
}

impl BaseUrl {
    /// The base address written as `text`: `https://host/path/` or `/path/`; a missing last slash is added.
    ///
    /// ```
    /// use lanmu::config::BaseUrl;
    /// let base = BaseUrl::parse("https://intranet/fssc").unwrap();
    /// assert_eq!(base.path(), "/fssc/");
    /// assert_eq!(base.absolute("policies/").as_deref(), Some("https://intranet/fssc/policies/"));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (origin, path) = cut_origin(text)?;
        let legal = path.is_empty() || path.starts_with('/');
        if !legal
            || path.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<'))
        {
            return None;
        }
        let path = format!("/{}/", path.trim_matches('/')).replace("//", "/");
        Some(Self { origin, path })
    }

    /// The path part: begins and ends with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole address of a page, or `None` where only a path is known.
    pub fn absolute(&self, address: &str) -> Option<String> {
        let origin = self.origin.as_ref()?;
        Some(format!("{origin}{}{address}", self.path))
    }
}

fn cut_origin(text: &str) -> Option<(Option<String>, &str)> {
    let Some((scheme, rest)) = text.split_once("://") else {
        return Some((None, text));
    };
    let host_end = rest.find('/').unwrap_or(rest.len());
    let legal = matches!(scheme, "http" | "https") && host_end > 0;
    legal.then(|| {
        (
            Some(format!("{scheme}://{}", &rest[..host_end])),
            &rest[host_end..],
        )
    })
}

impl Field for BaseUrl {
    const EXPECTED: Expected = Expected {
        english: "an address or a path",
        chinese: "网址或路径",
        example: "\"https://intranet.example/fssc/\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some(text) => Self::parse(text).or_else(|| reading.invalid(value, Self::EXPECTED)),
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}
