/**
 * What has a newer version than the reader has read: a word behind its title in lists, its changes on the front page.
 */
(function () {
  "use strict";

  /**
   * What happened to a clause. Addresses are below the root.
   *
   * @typedef {{ text: string, change: string, href: string }} Change
   */

  /**
   * A policy as the file changes.js has it, its versions in force, the newest first.
   *
   * @typedef {object} Policy
   * @property {string} id
   * @property {string} title
   * @property {string} href
   * @property {{ date: string, compare: string, clauses: Change[], more?: number }[]} versions
   */

  /** How many clauses of a policy the front page names. */
  const CLAUSES = 5;

  const { lanmuChanges = [] } = /** @type {{ lanmuChanges?: Policy[] }} */ (/** @type {unknown} */ (window));
  const { root = "" } = document.documentElement.dataset;
  const readings = lanmuReading.all();
  const changed = lanmuChanges
    .map((policy) => {
      const reading = readings[policy.id];
      return { ...policy, versions: policy.versions.filter(({ date }) => reading && date > reading.version) };
    })
    .filter(({ versions }) => versions.length > 0);

  /**
   * @param {string} tag
   * @param {(string | Node)[]} content
   */
  function made(tag, ...content) {
    const element = document.createElement(tag);
    element.append(...content);
    return element;
  }

  /**
   * @param {string} href
   * @param {string | Node} content
   */
  function linkTo(href, content) {
    const link = made("a", content);
    link.setAttribute("href", root + href);
    return link;
  }

  /** @type {HTMLTemplateElement | null} */
  const label = document.querySelector("template#since-label");
  changed.forEach(({ id, href, versions: [{ compare }] }) => {
    const title = document.querySelector(`.list-table tr[data-id="${CSS.escape(id)}"] th`);
    if (title && label) title.append(" ", linkTo(compare || href, document.importNode(label.content, true)));
  });

  /** @param {Policy} policy @param {DOMStringMap} words */
  function entry({ title, href, versions }, { compare = "", more = "" }) {
    // A clause that changed twice is named as it changed last; one that went and one that came may share a number.
    const all = versions.flatMap(({ clauses }) => clauses);
    const places = all.map(({ href }) => href.split("#")[1]);
    const clauses = all.filter((_, at) => places.indexOf(places[at]) === at);
    const lines = clauses.slice(0, CLAUSES).map(({ text, change, href }) => made("li", linkTo(href, text), ` ${change}`));
    const others = versions.reduce((sum, version) => sum + (version.more || 0), clauses.length - lines.length);
    if (others > 0) lines.push(made("li", more.replace("{n}", String(others))));
    const [newest] = versions;
    if (newest.compare) lines.push(made("li", linkTo(newest.compare, compare)));
    return made("li", made("p", linkTo(href, title), " ", made("time", newest.date)), made("ul", ...lines));
  }

  /** @type {HTMLElement | null} */
  const section = document.querySelector("[data-since-home]");
  const list = section && section.querySelector("ul");
  if (!list || changed.length === 0) return;
  changed.sort((a, b) => (a.versions[0].date < b.versions[0].date ? 1 : -1));
  list.append(...changed.map((policy) => entry(policy, section.dataset)));
  section.hidden = false;
})();
