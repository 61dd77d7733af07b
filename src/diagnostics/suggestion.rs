/// How many names a help line offers at most.
const OFFERED: usize = 3;

/// The candidates nearest to `name`, best first; none that differs in more than about a third of its characters.
///
/// ```
/// assert_eq!(lanmu::diagnostics::nearest("efective", ["effective", "title"]), ["effective"]);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let folded = name.to_lowercase();
    let mut scored: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| Some((distance_if_near(&folded, candidate)?, candidate)))
        .collect();
    scored.sort_unstable();
    scored.dedup();
    let best = scored.first().map_or(0, |(distance, _)| *distance);
    scored
        .into_iter()
        .filter(|(distance, _)| *distance <= best + 1)
        .take(OFFERED)
        .map(|(_, candidate)| candidate.to_owned())
        .collect()
}

fn distance_if_near(folded: &str, candidate: &str) -> Option<usize> {
    let other = candidate.to_lowercase();
    let longest = folded.chars().count().max(other.chars().count());
    let shortest = folded.chars().count().min(other.chars().count());
    let allowed = longest.div_ceil(3).max(1);
    if longest - shortest > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(folded, &other);
    (distance <= allowed && distance < longest).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn nothing_near_offers_nothing() {
        assert!(nearest("colour", ["effective", "title"]).is_empty());
    }

    #[test]
    fn chinese_titles_are_compared_by_character() {
        let known = ["差旅费管理办法", "资金支付管理办法"];
        assert_eq!(nearest("差旅管理办法", known), ["差旅费管理办法"]);
    }
}
