"use strict";

/** A few passages of a portal, cut as jieba cuts them for search. */
module.exports = [
  {
    row: ["policies/fssc-exp-003/", "", "policy", "差旅费管理办法", "差旅费管理办法", "FSSC-EXP-003 出差住宿、交通和伙食补助的标准。"],
    title: "差旅 旅费 差旅费 管理 办法",
    heading: "差旅 旅费 差旅费 管理 办法",
    body: "fssc exp 003 出差 住宿 交通 和 伙食 补助 的 标准",
  },
  {
    row: ["policies/fssc-exp-003/", "a8", "policy", "差旅费管理办法", "第八条", "住宿费按照住宿标准据实报销，超出部分自理。"],
    title: "差旅 旅费 差旅费 管理 办法",
    heading: "第八 条",
    body: "住宿 住宿费 按照 住宿 标准 据实 报销 超出 部分 自理",
  },
  {
    row: ["policies/fssc-exp-003/", "a12", "policy", "差旅费管理办法", "第十二条", "出差人回来后十个工作日内报销。"],
    title: "差旅 旅费 差旅费 管理 办法",
    heading: "第十二 条",
    body: "出差 人 回来 后 十个 工作 工作日 内 报销",
  },
  {
    row: ["policies/fssc-pay-001/", "a12", "policy", "资金支付管理办法", "第十二条", "紧急支付由部门负责人批准。"],
    title: "资金 支付 管理 办法",
    heading: "第十二 条",
    body: "紧急 支付 由 部门 负责 负责人 批准",
  },
  {
    row: ["faqs/faq-exp-001/", "", "faq", "报销需要什么材料", "报销需要什么材料", "FAQ-EXP-001 发票、审批单和行程单。"],
    title: "报销 需要 什么 材料",
    heading: "报销 需要 什么 材料",
    body: "faq exp 001 发票 审批 审批单 和 行程 行程单",
  },
  {
    row: ["policies/fssc-arc-001/", "a5", "policy", "会计档案管理办法", "第五条", "借阅会计档案，先在档案系统提出申请。标准由总部定。"],
    title: "会计 档案 管理 办法",
    heading: "第五 条",
    body: "借阅 会计 档案 先 在 档案 系统 提出 申请 标准 由 总部 定",
  },
  {
    row: ["teams/fssc-arc/", "p-shenrui", "team", "影像档案组", "沈睿", "分机8001，20128001是传真。"],
    title: "影像 档案 组",
    heading: "沈 睿",
    body: "分机 8001 20128001 是 传真",
  },
];
