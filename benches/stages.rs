//! The stages on real text: `cargo bench` with `LANMU_CORPUS` naming a folder that holds `laws`; without it, on the
//! demonstration.

use std::path::PathBuf;
use std::sync::Arc;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jiff::civil::date;
use lanmu::compare::compare;
use lanmu::markdown::{Tree, parse};
use lanmu::portal::{Portal, Settings, read_portal};
use lanmu::search::{Entry, Words, entries, fold, index_files, words};
use lanmu::site::{Compiled, Site, SiteOptions, compile};
use lanmu::source::Snapshot;
use lanmu::view::View;

fn main() {
    divan::main();
}

fn folder() -> PathBuf {
    let corpus = std::env::var_os("LANMU_CORPUS").map(|folder| PathBuf::from(folder).join("laws"));
    corpus
        .filter(|folder| folder.exists())
        .unwrap_or_else(|| PathBuf::from("."))
}

fn snapshot() -> Arc<Snapshot> {
    Arc::new(lanmu::source::read_portal(&folder()).expect("the portal's folder is there"))
}

const SETTINGS: Settings = Settings {
    as_of: date(2026, 11, 24),
    is_past: false,
    drafts: false,
};

fn compiled() -> Compiled {
    compile(snapshot(), SETTINGS)
}

#[divan::bench]
fn source_reads_the_snapshot() -> Arc<Snapshot> {
    snapshot()
}

#[divan::bench]
fn markdown_parses_every_body(bencher: Bencher<'_, '_>) {
    let snapshot = snapshot();
    let texts: Vec<_> = snapshot
        .below("content")
        .filter_map(|(path, _)| Some((path, snapshot.text(path)?)))
        .collect();
    bencher.bench_local(|| {
        for (path, text) in &texts {
            black_box(parse(path, text, (0..text.len()).into(), &mut Vec::new()));
        }
    });
}

/// The longest text of the portal, in `laws` the 民法典 with its 1,260 articles; several times over, so that the
/// throughput tells whether the time grows with the length alone.
fn longest(times: usize) -> String {
    let snapshot = snapshot();
    let texts = snapshot
        .below("content/policies")
        .filter_map(|(path, _)| snapshot.text(path));
    let text = texts
        .max_by_key(|text| text.len())
        .expect("there are policies");
    text.repeat(times)
}

const TIMES: [usize; 3] = [1, 4, 16];

fn parsed(text: &str) -> Tree {
    let path: Arc<str> = "content/policies/longest.md".into();
    parse(&path, text, (0..text.len()).into(), &mut Vec::new())
}

#[divan::bench(args = TIMES, sample_count = 20)]
fn markdown_parses_the_longest(bencher: Bencher<'_, '_>, times: usize) {
    let text = longest(times);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| black_box(parsed(&text)));
}

/// Every article is revised: the longest way that a comparison has.
#[divan::bench(args = TIMES, sample_count = 20)]
fn compare_pairs_and_marks_the_longest(bencher: Bencher<'_, '_>, times: usize) {
    let old = longest(times);
    let new = old.replace('的', "之");
    let (old_tree, new_tree) = (parsed(&old), parsed(&new));
    let words = |_: usize| String::new();
    bencher.counter(BytesCount::of_str(&old)).bench_local(|| {
        let comparison = compare((&old_tree, &old), (&new_tree, &new), (&words, &words));
        let changed = comparison.changed();
        black_box(changed.map(|change| change.wording().len()).sum::<usize>())
    });
}

#[divan::bench]
fn portal_reads_and_links_all_documents(bencher: Bencher<'_, '_>) {
    let snapshot = snapshot();
    bencher.bench_local(|| -> Portal { read_portal(Arc::clone(&snapshot), SETTINGS) });
}

#[divan::bench]
fn site_makes_every_page(bencher: Bencher<'_, '_>) {
    let compiled = compiled();
    let site = Site::new(&compiled, SiteOptions { search: false });
    bencher.bench_local(|| black_box(site.try_all()));
}

/// The entries of the open tree, without what the theme would say of their fields.
fn all_entries(compiled: &Compiled) -> Vec<Entry> {
    let trees = compiled.portal.config.audiences.trees();
    let view = View::new(&compiled.portal, &compiled.measured, &trees[0]);
    let words = Words {
        field: &|key| key.to_owned(),
        fact: &|_, _| String::new(),
        row: &|_, _| String::new(),
    };
    let works: Vec<_> = view.works().collect();
    let found = works
        .into_iter()
        .flat_map(|work| entries(&view, work, words));
    found.collect()
}

#[divan::bench]
fn search_makes_its_index(bencher: Bencher<'_, '_>) {
    let entries = all_entries(&compiled());
    bencher.bench_local(|| black_box(index_files(&entries, &[], true)));
}

#[divan::bench]
fn search_cuts_words(bencher: Bencher<'_, '_>) {
    let entries = all_entries(&compiled());
    let passages: Vec<_> = entries
        .iter()
        .flat_map(|entry| &entry.passages)
        .take(2_000)
        .collect();
    bencher.bench_local(|| {
        let count = passages
            .iter()
            .map(|passage| words(&passage.text).len())
            .sum::<usize>();
        black_box(count)
    });
}

#[divan::bench]
fn search_folds_text(bencher: Bencher<'_, '_>) {
    let text = "依据《差旅费管理办法》第12条，ＦＳＳＣ报销标准为650元。".repeat(1_000);
    bencher.bench_local(|| black_box(fold(&text)));
}
