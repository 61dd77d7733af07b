"use strict";

const { written } = require("./portal.js");

const PORTAL = `title = "制度专栏"
base_url = "/rules/"
language = "zh-CN"
theme = "default"
time_zone = "Asia/Shanghai"
logo = "content/logo.svg"

[lines]
expense = "费用报销"
payment = "应付与支付"
`;

const MATERIALS = `报销应当提交下列材料：

（一）出差申请；

（二）票据：

1. 交通票据；

2. 住宿发票。

材料不全的，一次告知。`;

const APPROVAL = "第二条 出差前应当取得部门负责人批准，来不及的，两日内补办。";

/**
 * A policy in its file.
 *
 * @param {Record<string, string>} fields
 * @param {string[]} clauses
 */
function policy({ effective, ...fields }, ...clauses) {
  const lines = Object.entries(fields).map(([name, value]) => `${name} = "${value}"\n`);
  return `+++\n${lines.join("")}effective = ${effective}\n+++\n\n${clauses.join("\n\n")}\n`;
}

const TRAVEL = {
  id: "P-EXP-1",
  title: "差旅费管理办法",
  summary: "出差怎么批、怎么报。",
  rank: "measures",
  line: "expense",
  issuer: "远山集团有限公司",
};

/** A policy of three versions, whose clauses moved in the second; one of a single version that cites it; a repealed one. */
const FILES = {
  "portal.toml": PORTAL,
  "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>',
  "content/policies/差旅费/2024.md": policy(
    { ...TRAVEL, number: "远财〔2023〕9号", effective: "2024-01-01" },
    "第一条 为规范差旅费管理，制定本办法。",
    "第二条 住宿费每人每晚不超过400元，凭据报销。 {#hotel}",
    `第三条 ${MATERIALS}`,
    "第四条 返回后30日内报销，住宿费按照第二条的限额审核。",
  ),
  "content/policies/差旅费/2025.md": policy(
    { ...TRAVEL, number: "远财〔2025〕12号", effective: "2025-07-01" },
    "第一条 为规范差旅费管理，制定本办法。",
    APPROVAL,
    "第三条 住宿费每人每晚不超过450元，凭据报销。 {#hotel}",
    `第四条 ${MATERIALS}`,
    "第五条 返回后30日内报销，住宿费按照第三条的限额审核。",
  ),
  "content/policies/差旅费/2026.md": policy(
    { ...TRAVEL, number: "远财〔2026〕2号", effective: "2026-03-01" },
    "第一条 为规范差旅费管理，制定本办法。",
    APPROVAL,
    "第三条 住宿费每人每晚不超过500元，凭据报销。 {#hotel}",
    `第四条 ${MATERIALS}`,
    "第五条 返回后15日内报销，住宿费按照第三条的限额审核。",
    "第六条 超过限额的部分由个人承担。",
  ),
  "content/policies/付款.md": policy(
    {
      id: "P-PAY-1",
      title: "付款管理细则",
      summary: "付款怎么批、怎么付。",
      number: "财共〔2025〕3号",
      rank: "rules",
      line: "payment",
      issuer: "远山集团财务共享中心",
      effective: "2025-01-01",
    },
    "第一条 差旅费的付款，按照《差旅费管理办法》第二条的限额审核。",
    "第二条 付款应当具备下列条件：",
    "（一）合同；",
    "（二）发票。",
  ),
  "content/policies/借款.md": policy(
    {
      id: "P-EXP-2",
      title: "借款“旧”规程",
      summary: "借款的旧规定。",
      number: "远财〔2020〕115号",
      rank: "procedure",
      line: "expense",
      issuer: "远山集团有限公司",
      repealed_by: "P-PAY-1",
      effective: "2020-06-01",
    },
    "（2012年5月1日印发，2020年6月1日修订）",
    "第一条 借款应当在十日内还清。",
  ),
};

/** A small portal whose policies have versions. */
const portalOfVersions = () => written(FILES);

module.exports = { FILES, policy, portalOfVersions };
