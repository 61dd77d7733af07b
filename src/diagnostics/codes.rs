use super::code::{Code, Message, Severity};

/// Declares the codes and the slice of all of them; each has its page beside it in `codes/`.
macro_rules! codes {
    ($($constant:ident = $id:literal $severity:ident $name:literal {
        zh: $zh:literal, en: $en:literal, zh_help: $zh_help:literal, en_help: $en_help:literal $(,)?
    })*) => {
        $(
            #[doc = concat!("`", $id, "` ", $name)]
            pub static $constant: Code = Code {
                id: $id,
                name: $name,
                severity: Severity::$severity,
                message: Message { chinese: $zh, english: $en },
                help: Message { chinese: $zh_help, english: $en_help },
                page: include_str!(concat!("codes/", $id, ".md")),
            };
        )*
        /// Every code, by number.
        pub static CODES: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    INVALID_UTF8 = "L0101" Error "invalid-utf8" {
        zh: "文件不是 UTF-8 编码，第 {byte} 字节起无法读取",
        en: "this file is not UTF-8: byte {byte} cannot be read",
        zh_help: "请在编辑器中另存为 UTF-8 编码（Excel 导出时选“CSV UTF-8”）",
        en_help: "save it again as UTF-8 (from Excel choose “CSV UTF-8”)",
    }
    LINK_LOOP = "L0102" Error "link-loop" {
        zh: "符号链接成环：此处又指回 {target}",
        en: "a symbolic link loops: it leads back to {target}",
        zh_help: "删除这个符号链接，或让它指向别处",
        en_help: "remove this symbolic link or point it elsewhere",
    }
    UNREADABLE = "L0103" Error "unreadable-file" {
        zh: "无法读取：{reason}",
        en: "cannot be read: {reason}",
        zh_help: "检查文件权限，或符号链接指向的文件是否存在",
        en_help: "check its permissions, or whether the target of the link exists",
    }
    RESERVED_CHARACTER = "L0104" Error "reserved-character" {
        zh: "文中含有保留字符 U+FDD0，它不表示任何文字",
        en: "the text contains U+FDD0, which stands for no character",
        zh_help: "删除该字符，多为从其他软件粘贴时带入",
        en_help: "delete it; it usually comes from a paste",
    }
    UNKNOWN_FOLDER = "L0105" Error "unknown-folder" {
        zh: "文件夹“{folder}”不对应任何文档类型",
        en: "the folder `{folder}` is no kind of document",
        zh_help: "content 下的文件夹决定文档类型，可用的有：{known}",
        en_help: "the folder under content decides the kind; there are {known}",
    }
    OTHER_ENCODING = "L0106" Error "other-encoding" {
        zh: "整个文件不是 UTF-8 编码（多半是 GBK，也叫 ANSI），第 {byte} 字节起都读不出来",
        en: "this file is in another encoding than UTF-8, most likely GBK: from byte {byte} on nothing can be read",
        zh_help: "用记事本打开，另存为，编码选“UTF-8”",
        en_help: "save it again as UTF-8",
    }
    NO_DOCUMENTS = "L0107" Error "no-documents" {
        zh: "content 下没有任何文档，这样会生成一个空栏目",
        en: "there is no document under content: the column would be empty",
        zh_help: "检查文件夹是否同步完整，--root 是否指对；从头开始用 lanmu new policy 标题",
        en_help: "look whether the folder is there in full and `--root` names the right one; begin with `lanmu new policy TITLE`",
    }
    MISNAMED_DOCUMENT = "L0108" Warning "misnamed-document" {
        zh: "文件名以 {ending} 结尾，不会成为页面",
        en: "a file whose name ends with {ending} does not become a page",
        zh_help: "把扩展名改成小写的 .md（Windows 里先打开“显示文件扩展名”）",
        en_help: "let its name end with `.md`",
    }
    UNREAD_SETTINGS = "L0109" Warning "unread-settings" {
        zh: "不读取 content 下的 {name}",
        en: "`{name}` under content is not read",
        zh_help: "同义词写在 content/synonyms.toml，其他设置写在 portal.toml",
        en_help: "synonyms stand in content/synonyms.toml, other settings in portal.toml",
    }
    NO_FRONT_MATTER = "L0201" Error "no-front-matter" {
        zh: "文件开头没有文档属性",
        en: "this document has no front matter",
        zh_help: "在第一行写 +++，下面写 id 与 title，再以一行 +++ 结束",
        en_help: "begin with a line `+++`, then id and title, and close with a line `+++`",
    }
    UNCLOSED_FRONT_MATTER = "L0202" Error "unclosed-front-matter" {
        zh: "文档属性没有结束：缺少第二行 +++",
        en: "the front matter that begins here is never closed",
        zh_help: "在属性之后单独写一行 +++",
        en_help: "close it with a line `+++`",
    }
    TOML_SYNTAX = "L0203" Error "toml-syntax" {
        zh: "TOML 写法有误：{detail_zh}",
        en: "TOML syntax: {detail}",
        zh_help: "{fix_zh}",
        en_help: "{fix}",
    }
    UNKNOWN_KEY = "L0204" Error "unknown-key" {
        zh: "没有字段 `{key}`",
        en: "there is no field `{key}` here",
        zh_help: "删除它，或改用已有字段：{known}",
        en_help: "remove it, or use one of: {known}",
    }
    MISSING_KEY = "L0205" Error "missing-key" {
        zh: "缺少必填字段 `{key}`",
        en: "the required field `{key}` is missing",
        zh_help: "补上 `{key} = {example}`",
        en_help: "add `{key} = {example}`",
    }
    WRONG_TYPE = "L0206" Error "wrong-type" {
        zh: "`{key}` {part_zh}应为{expected_zh}，这里却是{found_zh}",
        en: "{part}`{key}` must be {expected}, this is {found}",
        zh_help: "例如 `{key} = {example}`",
        en_help: "for example `{key} = {example}`",
    }
    INVALID_VALUE = "L0207" Error "invalid-value" {
        zh: "`{key}` 的值“{value}”不是有效的{expected_zh}",
        en: "`{value}` is not {expected}, as `{key}` must be",
        zh_help: "例如 `{key} = {example}`",
        en_help: "for example `{key} = {example}`",
    }
    UNKNOWN_CHOICE = "L0208" Error "unknown-choice" {
        zh: "`{key}` 不能取值“{value}”",
        en: "`{value}` is no choice for `{key}`",
        zh_help: "可取：{known}",
        en_help: "choose one of: {known}",
    }
    EMPTY_PERIOD = "L0209" Error "empty-period" {
        zh: "`{key}` 的起始 {from} 晚于截止 {to}",
        en: "`{key}` ends on {to}, before it begins on {from}",
        zh_help: "检查两个日期是否写反",
        en_help: "check whether the two are swapped",
    }
    UNKNOWN_CODE = "L0301" Error "unknown-code" {
        zh: "没有编号为 `{value}` 的检查",
        en: "there is no finding with the code `{value}`",
        zh_help: "用 lanmu explain 查看全部编号",
        en_help: "`lanmu explain` lists all codes",
    }
    EXPIRED_EXCUSE = "L0302" Warning "expired-excuse" {
        zh: "对 {code} 的豁免已于 {until} 到期（负责人：{owner}）",
        en: "the excuse for {code} ended on {until} (owner: {owner})",
        zh_help: "修正所豁免的问题，或重新评估后延期",
        en_help: "mend what it excused, or extend it after a new review",
    }
    UNUSED_EXCUSE = "L0303" Note "unused-excuse" {
        zh: "对 {code} 的豁免没有用到：{path} 中已无此问题",
        en: "the excuse for {code} is not needed: {path} has no such finding",
        zh_help: "可以删除这条豁免",
        en_help: "remove the excuse",
    }
    PATH_BASE_URL = "L0304" Note "path-base-url" {
        zh: "`base_url` 只有路径，因此不生成 sitemap.xml，订阅源使用 tag: 标识",
        en: "`base_url` is a path alone: there is no sitemap.xml, and feeds use tag: identifiers",
        zh_help: "如需 sitemap.xml，请写完整地址，例如 https://intranet.example/fssc/",
        en_help: "write a whole address, such as https://intranet.example/fssc/, to have one",
    }
    MISSING_LOGO = "L0305" Error "missing-logo" {
        zh: "没有 logo 文件 `{path}`",
        en: "there is no logo `{path}`",
        zh_help: "检查路径，从 portal.toml 所在的文件夹写起",
        en_help: "check the path, which begins at the folder of portal.toml",
    }
    SYNONYM_TWICE = "L0306" Warning "synonym-twice" {
        zh: "“{word}”在同义词里出现了两次",
        en: "`{word}` stands twice among the synonyms",
        zh_help: "一个词只放在一组里；意思确实相同的两组可以合并",
        en_help: "keep it in one group; join the groups if they do mean the same",
    }
    SYNONYM_ALONE = "L0307" Warning "synonym-alone" {
        zh: "“{word}”这一组只有一个词，搜索用不上",
        en: "`{word}` is alone in its group, which tells search nothing",
        zh_help: "把同义的词写在同一个方括号里，例如 [\"打款\", \"付款\"]；没有的话删除这一组",
        en_help: "write the words that mean the same in one pair of brackets, such as [\"打款\", \"付款\"], or remove it",
    }
    IDLE_LEVEL = "L0308" Warning "idle-level" {
        zh: "`[search.levels]` 里的“{name}”既不是制度的层级，也没有文档用它作关键词，不起作用",
        en: "`{name}` in `[search.levels]` is no rank of a policy and no document's tag: it has no effect",
        zh_help: "核对写法：层级写 {ranks} 之一，关键词要与文档里的 tags 一字不差",
        en_help: "check its spelling: ranks are {ranks}; a tag is written as in the documents' `tags`",
    }
    SYNONYMS_JOINED = "L0309" Warning "synonyms-joined" {
        zh: "“{words}”写在同一对引号里，算作一个词",
        en: "`{words}` stands in one pair of quotes and is one word",
        zh_help: "每个词各加一对引号，用半角逗号隔开：[\"打款\", \"付款\"]",
        en_help: "quote each word by itself: [\"打款\", \"付款\"]",
    }
    LITERAL_EMPHASIS = "L0401" Warning "literal-emphasis" {
        zh: "这里的 `{marks}` 会原样显示，没有起到加粗作用",
        en: "`{marks}` is left in the text as it stands and emphasises nothing",
        zh_help: "检查前后的 ** 是否成对、是否多了空格；确要显示星号时写作 \\*\\*",
        en_help: "check that the marks come in pairs without inner spaces; write \\*\\* to show them",
    }
    DUPLICATE_ANCHOR = "L0402" Error "duplicate-anchor" {
        zh: "锚点 `{anchor}` 在本文档中已经用过",
        en: "the anchor `{anchor}` is already used in this document",
        zh_help: "换一个名称；永久锚点在同一文档内不能重复",
        en_help: "choose another name: a permanent anchor is unique in its document",
    }
    RESERVED_ANCHOR = "L0403" Error "reserved-anchor" {
        zh: "锚点 `{anchor}` 与条款地址的写法相同",
        en: "the anchor `{anchor}` has the shape of a clause's address",
        zh_help: "换一个名称，例如 {example}；a12、c3、n1.2 之类留给条款编号",
        en_help: "choose another, such as {example}: a12, c3, n1.2 and the like belong to clause numbers",
    }
    UNDEFINED_FOOTNOTE = "L0404" Warning "undefined-footnote" {
        zh: "脚注 [^{name}] 没有定义",
        en: "the footnote [^{name}] is not defined",
        zh_help: "补一行 [^{name}]: 脚注内容，或删除这个引用",
        en_help: "add a line `[^{name}]: text`, or remove the reference",
    }
    REMOVED_HTML = "L0405" Warning "removed-html" {
        zh: "HTML 标签 <{tag}> 不在允许之列，页面上已去除",
        en: "the HTML tag <{tag}> is not allowed and is left out of the page",
        zh_help: "改用 Markdown 写法；确需保留时在 portal.toml 设 raw_html = true",
        en_help: "write it in Markdown, or set `raw_html = true` in portal.toml",
    }
    TEXT_IN_TABLE = "L0406" Warning "text-in-table" {
        zh: "这一行没有竖线，却成了上面表格的一行",
        en: "this line has no bar, and yet became a row of the table above",
        zh_help: "在表格后面空一行",
        en_help: "leave an empty line behind the table",
    }
    DUPLICATE_NUMBER = "L0407" Warning "duplicate-number" {
        zh: "编号重复：前面已有{clause}",
        en: "{clause} stands here twice",
        zh_help: "改正其中一个编号；别处引用{clause}时无法确定指哪一个",
        en_help: "correct one of them: who cites {clause} cannot say which",
    }
    SKIPPED_NUMBER = "L0408" Warning "skipped-number" {
        zh: "编号不连续：{clause}之前缺号",
        en: "a number is missing before {clause}",
        zh_help: "补上缺少的条款或改正编号；已删去的条款保留编号，写作“（删除）”",
        en_help: "add the clause or correct the number; one that was deleted keeps its number and says （删除）",
    }
    BACKWARD_NUMBER = "L0409" Warning "backward-number" {
        zh: "编号倒退：{clause}排在了更大的编号之后",
        en: "{clause} stands behind a higher number",
        zh_help: "改正编号，或把这一条移到前面",
        en_help: "correct the number, or move the clause up",
    }
    NESTED_TOO_DEEP = "L0410" Warning "nested-too-deep" {
        zh: "引用、列表或强调嵌套太深，这里起只保留文字",
        en: "quotations, lists or emphasis are nested too deep: from here on the text alone is kept",
        zh_help: "减少层次；多余的 `>`、`*` 往往是粘贴时带进来的",
        en_help: "use fewer levels; surplus `>` and `*` often come with a paste",
    }
    MISREAD_ATTRIBUTES = "L0411" Warning "misread-attributes" {
        zh: "`{written}` 不是有效的锚点或红线标记",
        en: "`{written}` is neither an anchor nor the mark of a red line",
        zh_help: "锚点名称只有一个，中间没有空格，例如 {#hotel-cap}；红线写作 {.red-line}",
        en_help: "an anchor is one name without spaces, such as {#hotel-cap}; a red line is marked {.red-line}",
    }
    UNREAD_LINK = "L0412" Warning "unread-link" {
        zh: "`{written}` 像是链接或图片，但写法不对，页面上会原样显示",
        en: "`{written}` looks like a link or a picture, but is not read as one and will be shown as it stands",
        zh_help: "方括号、圆括号用半角，] 和 ( 紧挨着；地址里的空格写成 %20，例如 ![流程图](出差%20流程图.png)，文档写 [[编号]]",
        en_help: "use ASCII brackets with nothing between them, `%20` for a space in the address, and `[[ID]]` for a document",
    }
    UNREAD_HEADING = "L0413" Warning "unread-heading" {
        zh: "`{written}` 像是标题，但 # 后面没有空格，页面上会原样显示",
        en: "`{written}` looks like a heading, but no space follows the `#`, so it will be shown as it stands",
        zh_help: "在 # 和标题之间加一个空格",
        en_help: "put a space between `#` and the heading",
    }
    UNREAD_TABLE = "L0414" Warning "unread-table" {
        zh: "这里像是表格，但没有被识别，页面上会原样显示：`{written}`",
        en: "this looks like a table, but is not read as one and will be shown as it stands: `{written}`",
        zh_help: "竖线用半角 |；第二行的 --- 和表头一样多，例如 | 项目 | 标准 | 下面写 |---|---|",
        en_help: "use ASCII `|`, and as many `---` in the second line as the head has columns",
    }
    UNREAD_ALERT = "L0415" Warning "unread-alert" {
        zh: "`{written}` 没有被识别为提示框，页面上会原样显示",
        en: "`{written}` is not read as a callout and will be shown as it stands",
        zh_help: "可用：[!NOTE]、[!TIP]、[!IMPORTANT]、[!WARNING]、[!CAUTION]，单独占一行，写在 > 后面",
        en_help: "write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] alone on the first line behind `>`",
    }
    DUPLICATE_VERSION = "L0501" Error "duplicate-version" {
        zh: "`{id}` 已有一个同为 {effective} 生效的版本",
        en: "`{id}` already has a version effective {effective}",
        zh_help: "新版本的 effective 写新的施行日期；不是同一份制度的，改其中一个的 id",
        en_help: "give a new version its own `effective`; where they are different documents, correct the id of one",
    }
    ID_IN_TWO_KINDS = "L0502" Error "id-in-two-kinds" {
        zh: "编号 `{id}` 已被另一类文档使用",
        en: "the id `{id}` already belongs to a document of another kind",
        zh_help: "换一个编号；编号在整个专栏中唯一",
        en_help: "choose another: an id is unique in the whole portal",
    }
    UNDATED_VERSION = "L0503" Error "undated-version" {
        zh: "`{id}` 有多个文件，这个却没有生效日期",
        en: "`{id}` has several files, and this one has no `effective` date",
        zh_help: "补上 effective，或改用另一个编号",
        en_help: "add `effective`, or use another id",
    }
    DUPLICATE_ID = "L0504" Error "duplicate-id" {
        zh: "编号 `{id}` 已经用过",
        en: "the id `{id}` is already taken",
        zh_help: "换一个编号；人员、岗位、步骤、控制点和问题的编号也在全专栏唯一",
        en_help: "choose another: people, posts, steps, controls and questions share one namespace with documents",
    }
    UNKNOWN_ID = "L0505" Error "unknown-id" {
        zh: "没有编号为 `{id}` 的内容",
        en: "there is nothing with the id `{id}`",
        zh_help: "检查编号，或先建立该文档",
        en_help: "check the id, or write that document first",
    }
    WRONG_KIND = "L0506" Error "wrong-kind" {
        zh: "`{key}` 应写{expected_zh}的编号，而 `{id}` 是{found_zh}",
        en: "`{key}` must name {expected}, but `{id}` is {found}",
        zh_help: "改为一个{expected_zh}的编号",
        en_help: "name the id of {expected}",
    }
    UNKNOWN_CLAUSE = "L0507" Error "unknown-clause" {
        zh: "{document}没有“{clause}”",
        en: "{document} has no `{clause}`",
        zh_help: "所引版本共有：{known}",
        en_help: "the version meant has {known}",
    }
    BROKEN_LINK = "L0508" Error "broken-link" {
        zh: "链接的文件不存在：{target}",
        en: "the link leads to no file: {target}",
        zh_help: "路径从本文件所在文件夹算起",
        en_help: "a path starts from this file's folder",
    }
    MISSING_IMAGE = "L0509" Error "missing-image" {
        zh: "图片不存在：{target}",
        en: "there is no image {target}",
        zh_help: "把图片放进本文件所在文件夹，或改正路径",
        en_help: "put it beside this file, or correct the path",
    }
    MISSING_ATTACHMENT = "L0510" Error "missing-attachment" {
        zh: "附件不存在：{target}",
        en: "there is no attachment {target}",
        zh_help: "把附件放进本文件所在文件夹，或改正路径",
        en_help: "put it beside this file, or correct the path",
    }
    UNSAFE_LINK = "L0511" Error "unsafe-link" {
        zh: "不允许的链接：{target}",
        en: "this link is not allowed: {target}",
        zh_help: "链接可用相对路径、编号，或 http、https、mailto、tel 地址；图片要放在 content 里，不能用别处的地址",
        en_help: "a link may be a relative path, an id, or an http, https, mailto or tel address; a picture must be a file under content",
    }
    CITED_CLAUSE_MISSING = "L0512" Warning "cited-clause-missing" {
        zh: "《{document}》没有{clause}",
        en: "《{document}》 has no {clause}",
        zh_help: "所引版本（{version}）共有：{known}",
        en_help: "the version meant ({version}) has {known}",
    }
    CITED_VERSION_NOT_HELD = "L0513" Note "cited-version-not-held" {
        zh: "引用《{document}》{clause}时有效的版本未收录，链接只指向该制度",
        en: "the version of 《{document}》 then in force is not held, so {clause} is not linked",
        zh_help: "收录当时的版本后，链接会精确到条款",
        en_help: "with that version held, the link leads to the clause",
    }
    ALIAS_CLASH = "L0514" Error "alias-clash" {
        zh: "旧地址 {alias} 已被 {other} 占用",
        en: "the old address {alias} already belongs to {other}",
        zh_help: "从其中一处删除这个旧地址",
        en_help: "remove it from one of them",
    }
    NARROWER_AUDIENCE = "L0515" Error "narrower-audience" {
        zh: "本文面向{wider_zh}，却指向只给{narrower}看的 `{id}`",
        en: "this document is for {wider}, but points to `{id}`, which is only for {narrower}",
        zh_help: "去掉这个引用，或缩小本文的 audience",
        en_help: "remove the reference, or narrow this document's audience",
    }
    LINK_TO_DRAFT = "L0516" Error "link-to-draft" {
        zh: "`{id}` 还是草稿，发布后这个链接无效",
        en: "`{id}` is a draft, so the link would be dead once published",
        zh_help: "发布该文档（去掉 draft = true），或去掉这个链接",
        en_help: "publish it (remove `draft = true`), or remove the link",
    }
    UNKNOWN_NAME = "L0517" Error "unknown-name" {
        zh: "portal.toml 的 [{table}] 中没有 `{name}`",
        en: "portal.toml has no `{name}` under [{table}]",
        zh_help: "已定义：{known}",
        en_help: "defined there: {known}",
    }
    ADDRESS_CLASH = "L0518" Error "address-clash" {
        zh: "两处内容的地址同为 {address}",
        en: "two things have the address {address}",
        zh_help: "改正其中一个的编号或旧地址",
        en_help: "change the id or the alias of one of them",
    }
    UNKNOWN_AUDIENCE = "L0519" Warning "unknown-audience" {
        zh: "没有读者能看到本文：[audiences] 中无人持有 {labels}",
        en: "nobody can see this document: no reader under [audiences] holds {labels}",
        zh_help: "已有的标签：{known}",
        en_help: "labels held there: {known}",
    }
    OTHER_TITLE = "L0520" Warning "other-title" {
        zh: "`{id}` 的这个版本叫“{title}”，上一个版本却叫“{earlier}”",
        en: "this version of `{id}` is called “{title}”, the one before “{earlier}”",
        zh_help: "如果是另一份文档，请换一个编号；确是改名，可在 [rules] 中豁免",
        en_help: "if it is another document, give it an id of its own; if it was renamed, excuse it under [rules]",
    }
    NEAR_TITLE = "L0521" Warning "near-title" {
        zh: "没有《{title}》，名称相近的有《{nearest}》",
        en: "there is no 《{title}》, but there is 《{nearest}》",
        zh_help: "改成全称，或把这个写法加到该制度的 short_titles",
        en_help: "write its title, or add this one to its `short_titles`",
    }
    CITED_NOT_IN_FORCE = "L0522" Warning "cited-not-in-force" {
        zh: "所引《{document}》已于 {until} 失效",
        en: "《{document}》, cited here, ended on {until}",
        zh_help: "改引现行的制度，或删除这处引用",
        en_help: "cite what is in force now, or remove the citation",
    }
    CITED_CLAUSE_GONE = "L0523" Warning "cited-clause-gone" {
        zh: "所引《{document}》{clause}在 {effective} 起施行的版本中已找不到对应条款",
        en: "{clause} of 《{document}》 has no counterpart in the version in force since {effective}",
        zh_help: "核对新版本后改引现在的条款",
        en_help: "look at the new version and cite the clause of today",
    }
    OLD_NUMBER = "L0524" Warning "old-number" {
        zh: "这里的{clause}可能还是上一版的编号：那一条现在是{now}",
        en: "{clause} may still be the number of the last version: that clause is now {now}",
        zh_help: "核对后改为{now}；如果引用的确是现在的{clause}，给它加永久编号或在 [rules] 中豁免",
        en_help: "make it {now}; if today's {clause} is meant, excuse it under [rules]",
    }
    EXPIRES_AFTER_NEXT = "L0525" Warning "expires-after-next" {
        zh: "本版本写明 {expires} 截止，而下一版本自 {next} 起施行",
        en: "this version says it ends on {expires}, but the next one begins on {next}",
        zh_help: "删除 expires（下一版本施行时自动结束），或改正日期",
        en_help: "remove `expires`, since a version ends where the next begins, or correct the date",
    }
    VERSION_GAP = "L0526" Warning "version-gap" {
        zh: "本版本 {expires} 截止，下一版本 {next} 才施行，中间没有有效的版本",
        en: "this version ends on {expires} and the next begins on {next}: between them nothing is in force",
        zh_help: "删除 expires，或把它改到下一版本施行的前一天",
        en_help: "remove `expires`, or set it to the day before the next version",
    }
    LAPSED_TRIAL = "L0527" Warning "lapsed-trial" {
        zh: "试行期已于 {until} 届满，没有转为正式，也没有新版本",
        en: "the trial ended on {until}, and there is neither a new version nor an end",
        zh_help: "发布正式版本、延长 trial_until，或填写 expires",
        en_help: "issue the final version, extend `trial_until`, or set `expires`",
    }
    OVERDUE_REVIEW = "L0528" Warning "overdue-review" {
        zh: "应在 {due} 前复核，已经过期",
        en: "this was to be reviewed by {due}",
        zh_help: "复核后把 review_due 改到下一次",
        en_help: "review it and set `review_due` to the next time",
    }
    UNDECLARED_REPEAL = "L0529" Warning "undeclared-repeal" {
        zh: "正文说《{document}》废止，但 `repeals` 中没有 `{id}`",
        en: "the text ends 《{document}》, but `repeals` does not name `{id}`",
        zh_help: "在属性中加上 repeals = [\"{id}\"]",
        en_help: "add `repeals = [\"{id}\"]`",
    }
    DOUBTFUL_NUMBER = "L0530" Warning "doubtful-number" {
        zh: "这句话讲的内容和《{document}》{clause}对不上，更像{rather}；写作时有效的版本未收录，因此只链接到该制度",
        en: "this sentence does not speak of {clause} of 《{document}》, rather of {rather}; the version of its time is not held, so only the policy is linked",
        zh_help: "改成现在的条号，或收录当时的版本",
        en_help: "write the number of today, or hold the version of that time",
    }
    CLAUSE_OF_ANOTHER_VERSION = "L0531" Warning "clause-of-another-version" {
        zh: "{day} 有效的版本没有“{clause}”，{document}有",
        en: "the version in force on {day} has no `{clause}`; {document} has",
        zh_help: "链接已指向有这一条的版本；核对后改引当日有效的条款，或等那个版本施行",
        en_help: "the link leads to the version that has it; cite a clause in force that day, or wait for that version",
    }
    UNSAFE_SVG = "L0532" Error "unsafe-svg" {
        zh: "这幅图里有不能发布的内容：{what}",
        en: "this drawing holds what must not be published: {what}",
        zh_help: "用绘图软件重新导出为“普通 SVG”：不带脚本、事件、外部地址（包括 <style> 里的）和自定义声明；需要的图片嵌进文件里",
        en_help: "export it again as plain SVG, without scripts, events, declarations and addresses elsewhere, those in <style> too; embed what it needs",
    }
    UNREADABLE_PICTURE = "L0533" Error "unreadable-picture" {
        zh: "这张图片显示不出来：{detail_zh}",
        en: "this picture cannot be shown: {detail}",
        zh_help: "用看图软件打开检查，重新导出为 PNG、JPEG 或者 SVG",
        en_help: "open it in a viewer, and export it again as PNG, JPEG or SVG",
    }
    NOT_A_RED_LINE = "L0534" Warning "not-a-red-line" {
        zh: "`{written}` 不是标为红线的条款",
        en: "`{written}` is no clause that is marked as a red line",
        zh_help: "写到具体的条，例如 FSSC-PAY-001#27；那一条在制度里要标 {.red-line}",
        en_help: "name the clause itself, such as FSSC-PAY-001#27; in the policy it is marked {.red-line}",
    }
    SUPERSEDED_LINK = "L0535" Note "superseded-link" {
        zh: "链接固定在《{title}》{effective} 的版本，这个版本已被替代",
        en: "this link stays with the version of {effective} of {title}, which is superseded",
        zh_help: "要跟着现行版本走，改写为 [[{id}]] 或 [[{id}#条款]]；确实要引旧版就不用改",
        en_help: "write [[{id}]] or [[{id}#clause]] to follow the version in force; leave it if the old version is meant",
    }
    SAME_CHANGE_NOTE = "L0536" Warning "same-change-note" {
        zh: "`change_note` 和 {before} 的版本一字不差，读者会以为改的是那些",
        en: "`change_note` is that of the version of {before}: readers will think that this is what changed",
        zh_help: "写清这一版改了什么；多半是复制旧文件时留下的，`number`、`issued` 和施行日期那一条也请核对",
        en_help: "say what this version changes; it was probably copied, so look at `number`, `issued` and the clause with the date too",
    }
    HEAVY_PICTURE = "L0537" Warning "heavy-picture" {
        zh: "这张图片太大（{size}），读者要等，生成也慢",
        en: "this picture is too large ({size}): readers wait for it, and so does the build",
        zh_help: "宽度缩到 2000 像素以内再放进来，照片用 JPEG",
        en_help: "scale it to 2000 pixels or less, photographs as JPEG",
    }
    TEMPLATE_SYNTAX = "L0601" Error "template-syntax" {
        zh: "模板有误：{detail}",
        en: "template: {detail}",
        zh_help: "参照内置主题的同名模板修改",
        en_help: "compare it with the built-in theme's template of the same name",
    }
    TEMPLATE_UNKNOWN_NAME = "L0602" Error "template-unknown-name" {
        zh: "模板用到的 `{name}` 不在数据中",
        en: "the template uses `{name}`, which its context does not have",
        zh_help: "可用的名称：{known}",
        en_help: "there are {known}",
    }
    TEMPLATE_UNDECIDED = "L0603" Warning "template-undecided" {
        zh: "无法判断 `{name}` 是否有效",
        en: "it cannot be decided whether `{name}` exists",
        zh_help: "改用普通的点号写法，让检查能够进行",
        en_help: "write it as a plain dotted path so that it can be checked",
    }
    TEMPLATE_RENDERING = "L0604" Error "template-rendering" {
        zh: "生成 {address} 时模板出错：{detail}",
        en: "the template fails on {address}: {detail}",
        zh_help: "参照内置主题的同名模板修改",
        en_help: "compare it with the built-in theme's template of the same name",
    }
    TEMPLATE_MISSING = "L0605" Error "template-missing" {
        zh: "模板引用了不存在的 `{name}`",
        en: "the template refers to `{name}`, which does not exist",
        zh_help: "检查模板名或组件名的拼写",
        en_help: "check the spelling of the template or component",
    }
    UNKNOWN_THEME = "L0606" Error "unknown-theme" {
        zh: "没有名为 `{name}` 的主题",
        en: "there is no theme `{name}`",
        zh_help: "在 themes/{name}/ 下放置模板，或使用内置主题 default",
        en_help: "put its templates in themes/{name}/, or use the built-in theme `default`",
    }
    UNKNOWN_THEME_PART = "L0607" Error "unknown-theme-part" {
        zh: "默认主题里没有 `{part}`",
        en: "the built-in theme has no `{part}`",
        zh_help: "`replaces` 写默认主题的文件夹（以 / 结尾）或者文件，从主题文件夹写起，例如 `static/css/`",
        en_help: "`replaces` names folders (with a slash at their end) or files of the built-in theme, such as `static/css/`",
    }
    UNUSED_THEME_FILE = "L0608" Warning "unused-theme-file" {
        zh: "没有页面用到 `{name}`",
        en: "no page uses `{name}`",
        zh_help: "检查文件名和所在文件夹：模板和默认主题的同名，样式放 static/css/",
        en_help: "check its name and folder: templates are named as the built-in ones, styles lie in static/css/",
    }
    UNKNOWN_STRING = "L0609" Warning "unknown-string" {
        zh: "默认主题没有文字 `{key}`，写了也不会显示",
        en: "the built-in theme has no text `{key}`, so it is never shown",
        zh_help: "检查拼写和所在的 [表]；名称见默认主题的同名文件",
        en_help: "check its spelling and table; the built-in theme's file of the same name lists them",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::CODES;
    use crate::diagnostics::Language;

    fn holes(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .map(|hole| hole.trim_end_matches("_zh"))
            .collect()
    }

    #[test]
    fn codes_are_unique_and_sorted() {
        assert!(CODES.windows(2).all(|pair| pair[0].id < pair[1].id));
        let names: BTreeSet<_> = CODES.iter().map(|code| code.name).collect();
        assert_eq!(names.len(), CODES.len());
    }

    #[test]
    fn both_languages_say_the_same() {
        for code in CODES {
            let [chinese, english] = Language::ALL.map(|l| holes(code.message.in_language(l)));
            assert_eq!(chinese, english, "{}", code.id);
            assert!(!code.help.chinese.is_empty() && !code.help.english.is_empty());
        }
    }

    #[test]
    fn every_page_explains_in_both_languages_with_both_examples() {
        for code in CODES {
            for heading in ["中文", "English", "Wrong", "Right"] {
                let section = crate::diagnostics::explain::section(code.page, heading);
                assert!(!section.is_empty(), "{} lacks ## {heading}", code.id);
            }
        }
    }
}
