"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { REPOSITORY } = require("./portal.js");

/** The folders of documents in the demonstration, one a kind; each has a list at its own address. */
const SECTIONS = fs
  .readdirSync(path.join(REPOSITORY, "content"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/**
 * All files of a built site below its folder, with `/` between names, sorted.
 *
 * @param {string} site
 * @param {string} ending
 */
function files(site, ending = "") {
  const all = fs.readdirSync(site, { recursive: true, withFileTypes: true });
  const found = all
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(site, path.join(entry.parentPath || entry.path, entry.name)));
  return found.map((name) => name.split(path.sep).join("/")).sort();
}

/**
 * Whether a page only leads on to another.
 *
 * @param {string} site
 * @param {string} file
 */
function isRedirect(site, file) {
  return fs.readFileSync(path.join(site, file), "utf8").includes('http-equiv="refresh"');
}

/**
 * The pages that stay where they are.
 *
 * @param {string} site
 */
function pages(site) {
  return files(site, ".html").filter((file) => !isRedirect(site, file));
}

/**
 * The page of a section that has the most on it.
 *
 * @param {string} site
 * @param {string} section
 */
function richest(site, section) {
  const list = section + "/index.html";
  const documents = pages(site).filter((file) => file.startsWith(section + "/") && file !== list);
  const size = (file) => fs.statSync(path.join(site, file)).size;
  return documents.reduce((best, file) => (size(file) > size(best) ? file : best));
}

/** What follows from the versions of policies: the rules of a day and of a year, and what a version changed. */
const OF_TIME = [/^on\/index\.html$/, /^on\/\d+\/index\.html$/, /^policies\/.*\/changes\/index\.html$/];

/** What stands beside the sections, and the page of all components. */
const BESIDE = [
  "performance/index.html",
  "topics/index.html",
  "a-z/index.html",
  "about/index.html",
  "helpful/yes/index.html",
  "pages/page-style/index.html",
];

/**
 * Of each section its list and a document, one topic, one of each kind that follows from versions, and every page of
 * which there is one only.
 *
 * @param {string} site
 */
function oneOfEach(site) {
  const below = SECTIONS.flatMap((section) => [section + "/index.html", richest(site, section)]);
  const all = pages(site);
  const ofTime = OF_TIME.map((kind) => all.find((file) => kind.test(file)));
  const only = ["index.html", "search/index.html", "site-map/index.html", "404.html", ...BESIDE];
  return Array.from(new Set([...only, richest(site, "topics"), ...below, ...ofTime]));
}

module.exports = { SECTIONS, files, isRedirect, oneOfEach, pages, richest };
