use std::ffi::OsString;
use std::io::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

/// What the program and its commands are for.
const COMMANDS: [(&str, &str); 10] = [
    (
        "lanmu",
        "把制度、服务目录、服务承诺和常见问题核对一遍，生成可以搜索的网页专栏。",
    ),
    (
        "new",
        "新建专栏，或者新建一篇文档：编号自动顺延，日期为今天",
    ),
    ("check", "全部检查一遍，不写任何文件"),
    ("build", "生成网站"),
    ("serve", "边写边看：在本机预览，保存即更新"),
    ("publish", "发布到 portal.toml 里的一个目标"),
    ("diff", "对照一篇文档的两个版本；不写日期就对照最后两个"),
    ("impact", "列出新版本或者草稿改动的条款被哪些地方用作依据"),
    (
        "eval-search",
        "用一批查询检验已生成网站的搜索：答得准不准、要传多少数据；需要 Node.js",
    ),
    ("explain", "解释一项检查；不写编号就列出全部"),
];

/// What arguments mean, by command and name; those of all commands stand under no command.
const ARGUMENTS: [(&str, &str, &str); 28] = [
    ("", "root", "专栏所在文件夹；不写时往上找最近的 portal.toml"),
    ("", "lang", "提示用的语言：zh-CN 或 en；不写时用专栏的语言"),
    (
        "",
        "color",
        "提示要不要颜色：auto（终端上有）、always、never",
    ),
    ("", "quiet", "只报错误"),
    ("", "verbose", "多说一些经过"),
    (
        "",
        "as_of",
        "按哪一天生成，如 2026-03-01；不写时看环境变量 SOURCE_DATE_EPOCH，再没有就是今天",
    ),
    ("", "deny", "写 warnings 时，有警告也算失败"),
    ("", "no_search", "不生成搜索索引"),
    (
        "new",
        "kind",
        "portal，或者文档类型：policy、service、faq 等",
    ),
    ("new", "name", "新专栏的文件夹，或者文档的标题"),
    ("new", "id", "文档的编号；不写时取同类里的下一个"),
    ("check", "format", "human 给人看，json 给程序看"),
    (
        "build",
        "output",
        "网站放在哪里；不写时是专栏文件夹里的 public",
    ),
    ("serve", "as_of", "按哪一天预览；不写时是今天"),
    (
        "serve",
        "host",
        "监听的地址；不写时是 127.0.0.1，只有本机能看",
    ),
    (
        "serve",
        "port",
        "端口；不写时是 4400，写 0 时任取一个空闲的",
    ),
    (
        "serve",
        "poll",
        "反复查看文件有没有变化，用于收不到通知的网络共享盘",
    ),
    ("publish", "target", "portal.toml 里 [publish] 下的目标名"),
    ("diff", "id", "文档的编号"),
    (
        "diff",
        "from",
        "较早的版本：它的施行日期，或者它有效的任何一天",
    ),
    ("diff", "to", "较晚的版本，写法相同"),
    ("impact", "file", "新版本或者草稿的文件"),
    (
        "eval-search",
        "queries",
        "一行一条查询（JSON）：{\"query\": \"出差补助\", \"relevant\": [\"faqs/faq-exp-01/#exp-allowance\"]}；应答也可写成现行版本的条款：{\"policy\": \"FSSC-EXP-003\", \"article\": \"第十四条\"}",
    ),
    (
        "eval-search",
        "site",
        "已生成的网站，或者其中一个读者范围；不写就是专栏下的 public",
    ),
    (
        "eval-search",
        "format",
        "text 给人看，加 --verbose 列出首条不对的查询；json 给程序用",
    ),
    (
        "eval-search",
        "min_mrr",
        "“按所见”的 MRR@10 低于此值（0 到 1）就算失败，退出码为 1",
    ),
    ("explain", "code", "编号或名称：L0505、unknown-id"),
    ("", "help", "显示说明"),
];

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

/// The same commands, explained in Chinese.
pub(super) fn in_chinese(command: Command) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("显示版本")
        .help_heading("选项");
    let names: Vec<String> = command
        .get_subcommands()
        .map(|known| known.get_name().to_owned())
        .collect();
    let mut command = explained(command, "lanmu")
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(version)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令");
    for name in names {
        command = command.mut_subcommand(&name, |known| explained(known, &name));
    }
    command
}

fn explained(command: Command, name: &str) -> Command {
    let about = COMMANDS.iter().find(|(known, _)| *known == name);
    let about = about.map_or("", |(_, about)| about);
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help);
    command
        .about(about)
        .long_about(about)
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help)
        .mut_args(|argument| {
            let heading = if argument.is_positional() {
                "参数"
            } else {
                "选项"
            };
            let meaning = meaning(name, argument.get_id().as_str());
            let argument = argument
                .help(meaning)
                .long_help(meaning)
                .help_heading(heading);
            if argument.get_action().takes_values() {
                argument.hide_default_value(true).hide_possible_values(true)
            } else {
                argument
            }
        })
}

fn meaning(command: &str, argument: &str) -> &'static str {
    let of = |command: &str| {
        let mut known = ARGUMENTS.iter();
        known.find(|(of, name, _)| *of == command && *name == argument)
    };
    let known = of(command).or_else(|| of(""));
    known.map_or("", |(_, _, meaning)| meaning)
}

/// What is wrong with the command line and what to do, in Chinese; `None` where only clap can say it.
fn fault(error: &clap::Error) -> Option<String> {
    let said = |kind| words(error.get(kind));
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let cause = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有参数 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("还要写 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} 不能取值“{value}”")
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} 和 {} 不能同时用", said(ContextKind::PriorArg))
        }
        _ => return None,
    };
    let hints = [
        ("是不是想写 ", said(ContextKind::SuggestedArg)),
        ("是不是想写 ", said(ContextKind::SuggestedSubcommand)),
        ("可用：", said(ContextKind::ValidValue)),
        ("可用：", said(ContextKind::ValidSubcommand)),
    ];
    let mut hints = hints.into_iter().filter(|(_, names)| !names.is_empty());
    let hint = hints.next();
    let hint = hint.map_or_else(String::new, |(word, names)| format!("；{word}{names}"));
    let date = if argument.contains("YYYY-MM-DD") {
        "；日期写作 2026-03-01"
    } else {
        ""
    };
    Some(format!(
        "错误：{cause}{hint}{date}\n各命令的写法用 lanmu --help 或 lanmu 命令 --help 查看\n"
    ))
}

/// Prints an error, or what was asked for.
pub(super) fn say(error: &clap::Error) -> std::io::Result<()> {
    match fault(error) {
        Some(text) => std::io::stderr().lock().write_all(text.as_bytes()),
        None => error.print(),
    }
}

/// `lanmu help build` as `lanmu build --help`: clap's own command for it speaks English alone.
pub(super) fn asking_for_help(words: &[OsString]) -> Vec<OsString> {
    match words.split_first() {
        Some((program, rest)) if rest.first().is_some_and(|word| word == "help") => {
            let asked = rest.iter().skip(1).cloned();
            let help = OsString::from("--help");
            std::iter::once(program.clone())
                .chain(asked)
                .chain([help])
                .collect()
        }
        _ => words.to_vec(),
    }
}

fn words(value: Option<&ContextValue>) -> String {
    match value {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{fault, in_chinese};
    use crate::cli::Arguments;

    fn said(line: &str) -> String {
        let words = std::iter::once("lanmu").chain(line.split_whitespace());
        let error = in_chinese(Arguments::command())
            .try_get_matches_from(words)
            .unwrap_err();
        fault(&error).unwrap_or_else(|| error.to_string())
    }

    #[test]
    fn every_command_and_argument_is_explained_in_chinese() {
        let whole = in_chinese(Arguments::command());
        let mut missing = Vec::new();
        for command in std::iter::once(&whole).chain(whole.get_subcommands()) {
            let about = command.get_about().map(ToString::to_string);
            let mut said = vec![(command.get_name(), about)];
            said.extend(command.get_arguments().map(|argument| {
                let help = argument.get_help().map(ToString::to_string);
                (argument.get_id().as_str(), help)
            }));
            let unsaid = said
                .into_iter()
                .filter(|(_, text)| text.as_deref().is_none_or(str::is_ascii));
            missing.extend(unsaid.map(|(name, _)| format!("{} {name}", command.get_name())));
        }
        assert_eq!(missing, [""; 0]);
    }

    #[test]
    fn faults_of_the_command_line_say_what_to_do() {
        assert!(said("chekc").starts_with("错误：没有命令 chekc；是不是想写 check"));
        assert!(said("build --otput x").contains("没有参数 --otput；是不是想写 --output"));
        assert!(said("check --format xml").contains("不能取值“xml”；可用：human、json"));
        assert!(said("check --as-of 2026/1/1").contains("日期写作 2026-03-01"));
        assert!(said("publish").contains("还要写 <TARGET>"));
        assert!(said("check -q -v").contains("不能同时用"));
    }
}
