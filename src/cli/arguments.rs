use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Compiles a portal of policies, services and agreements into a checked, searchable static column.
#[derive(Debug, Parser)]
#[command(name = "lanmu", version, about, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// The portal's folder; by default the nearest one upwards that has a portal.toml.
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The language of messages; by default the portal's.
    #[arg(long, global = true, value_name = "zh-CN|en", value_parser = language)]
    pub lang: Option<crate::diagnostics::Language>,
    /// Whether messages have colours.
    #[arg(long, global = true, value_enum, default_value_t = ColourChoice::Auto)]
    pub color: ColourChoice,
    /// Only errors.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// More about what is done.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When messages have colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begins a portal, or a document with the next free id and today's date.
    New(NewArguments),
    /// Checks everything and writes nothing.
    Check(CheckArguments),
    /// Writes the site.
    Build(BuildArguments),
    /// Shows the site while it is being written, on this machine.
    Serve(ServeArguments),
    /// Publishes the site to a target of portal.toml.
    Publish(PublishArguments),
    /// Shows what changed between two versions of a document; without dates between the last two.
    Diff(DiffArguments),
    /// Lists what rests on the clauses that a new version or a draft changes.
    Impact(ImpactArguments),
    /// Puts queries to a built site and says how well it answers them and at what cost; needs Node.
    EvalSearch(EvalSearchArguments),
    /// Explains a finding by its code or name; without one, lists all.
    Explain(ExplainArguments),
}

/// `lanmu new`
#[derive(Debug, Args)]
pub struct NewArguments {
    /// `portal`, or a kind of document: policy, service, faq, …
    pub kind: String,
    /// The folder of the new portal, or the document's title.
    pub name: String,
    /// The document's id; by default the next free one of its kind.
    #[arg(long)]
    pub id: Option<String>,
}

/// What decides the findings.
#[derive(Debug, Args)]
pub struct DateArguments {
    /// The build's date; by default `SOURCE_DATE_EPOCH`, else today in the portal's time zone.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Counts warnings as errors.
    #[arg(long, value_name = "WHAT", value_parser = ["warnings"])]
    pub deny: Option<String>,
}

/// `lanmu check`
#[derive(Debug, Args)]
pub struct CheckArguments {
    #[command(flatten)]
    pub date: DateArguments,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With source lines and carets.
    Human,
    /// One JSON object.
    Json,
}

/// `lanmu build`
#[derive(Debug, Args)]
pub struct BuildArguments {
    #[command(flatten)]
    pub date: DateArguments,
    /// Where the site goes; by default `public` in the portal's folder.
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Leaves the index out.
    #[arg(long)]
    pub no_search: bool,
}

/// `lanmu serve`
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The build's date; by default today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Where to listen; nobody else can see the loopback address.
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// On which port; 0 takes any that is free.
    #[arg(long, default_value_t = 4400)]
    pub port: u16,
    /// Looks at files again and again, for network shares where no events arrive.
    #[arg(long)]
    pub poll: bool,
    /// Leaves the index out.
    #[arg(long)]
    pub no_search: bool,
}

/// `lanmu publish`
#[derive(Debug, Args)]
pub struct PublishArguments {
    /// The target's name under `[publish]`.
    pub target: String,
    #[command(flatten)]
    pub date: DateArguments,
    /// Leaves the index out.
    #[arg(long)]
    pub no_search: bool,
}

/// `lanmu diff`
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// The document's id.
    pub id: String,
    /// The earlier version: the day on which it took effect, or any on which it was in force.
    #[arg(value_name = "FROM")]
    pub from: Option<Date>,
    /// The later version, in the same way.
    #[arg(value_name = "TO")]
    pub to: Option<Date>,
}

/// `lanmu impact`
#[derive(Debug, Args)]
pub struct ImpactArguments {
    /// The file of the new version; a draft too.
    pub file: PathBuf,
}

/// `lanmu eval-search`
#[derive(Debug, Args)]
pub struct EvalSearchArguments {
    /// A line a query, as JSON: `{"query": "出差补助", "relevant": ["faqs/faq-exp-01/#exp-allowance"]}`, or as relevant
    /// `{"policy": "FSSC-EXP-003", "article": "第十四条"}`, a clause of the version in force.
    #[arg(value_name = "QUERIES.jsonl")]
    pub queries: PathBuf,
    /// The built site, or one tree of it; by default the folder `public` of the portal.
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// How figures are written.
    #[arg(long, value_enum, default_value_t = FigureFormat::Text)]
    pub format: FigureFormat,
    /// Fails below this MRR@10 of what is shown: from 0 to 1.
    #[arg(long, value_name = "MRR", value_parser = share)]
    pub min_mrr: Option<f64>,
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    let is_share = (0.0..=1.0).contains(&share);
    is_share
        .then_some(share)
        .ok_or_else(|| "not from 0 to 1".to_owned())
}

/// How figures are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FigureFormat {
    /// For people; with --verbose each query whose first answer is not right.
    Text,
    /// For programs.
    Json,
}

/// `lanmu explain`
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// `L0505` or `unknown-id`.
    pub code: Option<String>,
}

fn language(text: &str) -> Result<crate::diagnostics::Language, String> {
    crate::diagnostics::Language::from_tag(text).ok_or_else(|| "zh-CN or en".to_owned())
}
