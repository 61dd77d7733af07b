use crate::diagnostics::{Language, Message};

/// What commands say, in both languages; holes as in the codes' messages.
pub(super) fn say(message: Message, language: Language, holes: &[(&str, &str)]) -> String {
    let text = message.in_language(language);
    let filled = holes.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    });
    filled + "\n"
}

macro_rules! messages {
    ($($name:ident = $chinese:literal, $english:literal;)*) => {
        $(pub(super) const $name: Message = Message { chinese: $chinese, english: $english };)*
    };
}

messages! {
    NO_PORTAL = "错误：{folder} 及其上级文件夹中没有 portal.toml；请进入专栏所在文件夹，或用 --root 指定，新建请用 lanmu new portal 文件夹名",
        "error: no portal.toml in {folder} or above it; go to the portal's folder, name it with --root, or begin one with `lanmu new portal DIR`";
    CHECKED = "检查了 {documents} 个文件、{pages} 个页面：{errors} 个错误，{warnings} 个警告，{notes} 个提示，用时 {time}",
        "checked {documents} documents and {pages} pages: {errors} errors, {warnings} warnings, {notes} notes in {time}";
    BUILT = "{pages} 个页面，共 {files} 个文件：沿用 {reused}，写入 {written}，删除 {removed}；{errors} 个错误，{warnings} 个警告，用时 {time}",
        "{pages} pages, {files} files: {reused} reused, {written} written, {removed} removed; {errors} errors, {warnings} warnings in {time}";
    NOT_BUILT = "没有写入任何文件：{errors} 个错误，{warnings} 个警告，用时 {time}",
        "nothing written: {errors} errors, {warnings} warnings in {time}";
    DENIED = "没有错误；因为用了 --deny warnings，有警告也不写",
        "there is no error; with --deny warnings a warning stops it too";
    NEXT_CHANGE = "下一次随日期变化是 {date}，请在那天重新生成",
        "the next change that comes with a date is on {date}: build again that day";
    SERVING = "预览地址：http://{address}/  （按 Ctrl-C 结束）",
        "serving on http://{address}/ (Ctrl-C ends it)";
    UNKNOWN_TARGET = "错误：portal.toml 中没有发布目标“{name}”；已有：{known}",
        "error: portal.toml has no publish target `{name}`; there are: {known}";
    PAST_PUBLISH = "错误：生成日期 {day}（来自 --as-of 或环境变量 SOURCE_DATE_EPOCH）已经过去，不能发布；请去掉它",
        "error: {day} (from --as-of or the variable SOURCE_DATE_EPOCH) is past and is not published; do without it";
    PUBLISHED = "已发布 {release}（{files} 个文件），{folder} 已切换",
        "published {release} ({files} files), {folder} points to it";
    ALREADY_PUBLISHED = "内容与已发布的 {release} 相同，{folder} 指向它",
        "the content is that of {release}, published before; {folder} points to it";
    BAD_EPOCH = "环境变量 SOURCE_DATE_EPOCH 的值“{value}”不是秒数；请删除它，或设为 1970-01-01 以来的秒数，如 1767225600",
        "the environment variable SOURCE_DATE_EPOCH holds `{value}`, which is no number of seconds; unset it, or set seconds since 1970-01-01 such as 1767225600";
    CORRUPT = "错误：{path} 写入后读回的内容不一致，未切换",
        "error: {path} reads back otherwise than it was written; nothing was switched";
    NO_FILE = "错误：没有文件 {path}",
        "error: there is no file {path}";
    UNREADABLE = "错误：读不了 {path}：{error}",
        "error: {path} cannot be read: {error}";
    NO_UTF8 = "错误：{path} 不是 UTF-8 编码；请在编辑器里另存为 UTF-8",
        "error: {path} is not UTF-8; save it as UTF-8 in your editor";
    NO_QUERIES = "错误：{path} 里没有查询",
        "error: {path} holds no queries";
    NO_JSON = "错误：{path}:{line}:{column}：这一行不是完整的 JSON（{what}）",
        "error: {path}:{line}:{column}: this line is not JSON ({what})";
    NO_KEY = "错误：{path}:{line}:{column}：缺少 {what}",
        "error: {path}:{line}:{column}: `{what}` is missing";
    NO_QUERY_TEXT = "错误：{path}:{line}:{column}：query 应为文字，而且不能为空",
        "error: {path}:{line}:{column}: `query` must be a text, and not an empty one";
    NO_PLACES = "错误：{path}:{line}:{column}：relevant 应为列表，至少写一处",
        "error: {path}:{line}:{column}: `relevant` must be a list of at least one place";
    NO_PLACE = "错误：{path}:{line}:{column}：relevant 的第 {what} 处写得不对",
        "error: {path}:{line}:{column}: place {what} of `relevant` is not written right";
    QUERY_FORM = "一行一条，例如：{\"query\": \"紧急支付\", \"relevant\": [\"policies/fssc-pay-001/#a21\", {\"policy\": \"FSSC-PAY-001\", \"article\": \"第二十一条\"}]}",
        "a line each, for example: {\"query\": \"紧急支付\", \"relevant\": [\"policies/fssc-pay-001/#a21\", {\"policy\": \"FSSC-PAY-001\", \"article\": \"第二十一条\"}]}";
    BELOW = "错误：按所见 MRR@10 {mrr}，低于要求的 {least}；用 -v 看哪些查询首条不对",
        "error: MRR@10 as shown is {mrr}, below {least}; -v names the queries whose first answer is not right";
    NO_SITE = "错误：{path} 不是已生成的网站；请先用 lanmu build 生成，或用 --site 指定",
        "error: {path} is no built site; build one with `lanmu build`, or name it with --site";
    NO_INDEX = "错误：{path} 没有搜索索引：生成时用了 --no-search，或者网站按读者范围分成几处，要用 --site 指定其中一处",
        "error: {path} has no search index: it was built with --no-search, or it is a site for several audiences, of which --site names one tree";
    NO_NODE = "错误：没有找到 node；评测用网站自己的搜索脚本，需要 Node.js 18 以上版本",
        "error: node was not found; the evaluation runs the site's own script and needs Node.js 18 or later";
    NODE_FAILED = "错误：评测没有做完（需要 Node.js 18 以上版本）：{error}",
        "error: the evaluation did not finish (it needs Node.js 18 or later): {error}";
    RANKED = "按排序　　{queries} 条：MRR@10 {mrr}　召回@10 {recall}　首条命中 {one}　前三命中 {three}",
        "as ranked   {queries} queries: MRR@10 {mrr}  recall@10 {recall}  success@1 {one}  success@3 {three}";
    SHOWN = "按所见　　{queries} 条：MRR@10 {mrr}　召回@10 {recall}　首条命中 {one}　前三命中 {three}",
        "as shown    {queries} queries: MRR@10 {mrr}  recall@10 {recall}  success@1 {one}  success@3 {three}";
    COLD = "首次查询　中位 {median} KB，95% 在 {p95} KB 以内（含搜索脚本和指针文件）",
        "cold        median {median} KB, p95 {p95} KB (client and pointer included)";
    WARM = "再次查询　中位 {median} KB，95% 在 {p95} KB 以内",
        "warm        median {median} KB, p95 {p95} KB";
    FILES = "文件　　　中位 {median} 个，95% 在 {p95} 个以内（首次查询）",
        "files       median {median}, p95 {p95} (cold)";
    REQUESTS = "请求　　　中位 {median} 次，95% 在 {p95} 次以内（首次查询）",
        "requests    median {median}, p95 {p95} (cold)";
    MILLISECONDS = "用时　　　中位 {median} 毫秒，95% 在 {p95} 毫秒以内（数据已在本机）",
        "time        median {median} ms, p95 {p95} ms (bytes are there)";
    UNKNOWN_PLACE = "网站里没有这一处（第 {line} 行）：{place}",
        "the site has no such place (line {line}): {place}";
    NOT_FIRST = "第 {place} 条才对：{query}（首条是 {got}）",
        "right at {place}: {query} (first is {got})";
    NOT_FOUND = "前十条没有：{query}（首条是 {got}）",
        "not in ten: {query} (first is {got})";
    NOTHING_FOUND = "什么也没有搜到：{query}",
        "nothing at all: {query}";
    UNKNOWN_CODE = "错误：没有编号或名称为“{code}”的检查",
        "error: there is no finding with the code or name `{code}`";
    UNKNOWN_KIND = "错误：没有文档类型“{kind}”；可用：portal, {known}",
        "error: there is no kind `{kind}`; there are: portal, {known}";
    EXISTS = "错误：{path} 已经存在，没有改动",
        "error: {path} exists already; nothing was changed";
    CREATED = "已新建 {path}；接下来：cd {path}，再运行 lanmu serve",
        "created {path}; next: cd {path}, then lanmu serve";
    CREATED_DOCUMENT = "已新建 {path}，编号 {id}。要用别的编号现在就改，发布以后不再改；写好以后删掉 draft = true",
        "created {path} with the id {id}: change the id now if ever, and delete `draft = true` when it is written";
    EXCUSED = "另有 {excused} 处已豁免，用 --verbose 查看",
        "{excused} more are excused; --verbose shows them";
    NO_TITLE = "错误：标题不能为空",
        "error: the title is empty";
    BAD_ID = "错误：编号“{id}”只能用英文字母、数字和 . _ -",
        "error: the id `{id}` may hold only ASCII letters, digits, `.`, `_` and `-`";
    TAKEN_ID = "错误：编号“{id}”已经用过",
        "error: the id `{id}` is taken";
    UNKNOWN_DOCUMENT = "错误：没有编号为“{id}”的文档",
        "error: there is no document with the id `{id}`";
    NO_VERSION_ON = "错误：{date} 没有 {id} 的有效版本；各版本施行日期：{known}",
        "error: no version of {id} was in force on {date}; versions begin on: {known}";
    ONE_VERSION = "{id} 的这个版本之前没有别的版本，无从比较",
        "there is no version of {id} before this one to compare it with";
    DIFFERENCE = "{title}：{from} → {to}，修改 {revised} 条，新增 {added} 条，删去 {removed} 条，序号调整 {moved} 条，标题等 {others} 处",
        "{title}: {from} → {to}: {revised} revised, {added} added, {removed} removed, {moved} moved, {others} headings and other text";
    SAME = "未变", "unchanged";
    MOVED = "序号调整", "moved";
    REVISED = "修改", "revised";
    ADDED = "新增", "added";
    REMOVED = "删去", "removed";
    OTHER_TEXT = "其他内容", "other text";
    NOTHING_RESTS = "没有别的文档引用改动的条款",
        "no other document rests on a clause that changes";
    RESTS_ON_WHOLE = "引用整份文档的地方：", "Places that rest on the document as a whole:";
    UNKNOWN_FILE = "错误：{path} 不是本专栏 content 下的文档",
        "error: {path} is no document of this portal";
    FAILED = "错误：{error}",
        "error: {error}";
}
