"use strict";

const { written } = require("./portal.js");
const { FILES, policy } = require("./versions.js");

/** As many policies as a list shows at once, in one line of business. */
const PAGE = 100;

/** Those of another line, which make the list too long for one page. */
const OTHERS = 20;

/** @param {number} number */
function numbered(number) {
  const [line, rank] = number <= PAGE ? ["expense", "measures"] : ["payment", "rules"];
  return policy(
    {
      id: `P-${number}`,
      title: `第${number}号办法`,
      summary: `关于第${number}件事。`,
      number: `远财〔2025〕${number}号`,
      rank,
      line,
      issuer: "远山集团有限公司",
      effective: "2025-01-01",
    },
    `第一条 第${number}件事照此办理。`,
  );
}

/** A portal of more policies than a list shows at once. */
function portalOfMany() {
  const numbers = Array.from({ length: PAGE + OTHERS }, (_, index) => index + 1);
  const policies = numbers.map((number) => [`content/policies/${number}.md`, numbered(number)]);
  const { "portal.toml": portal, "content/logo.svg": logo } = FILES;
  return written({ "portal.toml": portal, "content/logo.svg": logo, ...Object.fromEntries(policies) });
}

module.exports = { OTHERS, PAGE, portalOfMany };
