"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const TESTS = path.join(__dirname, "../..");
const REPOSITORY = path.join(TESTS, "..");

/** The day of every build here, so that what is in force does not depend on when the tests run. */
const AS_OF = "2026-11-24";

/** The program: `LANMU` names it from the folder tests/. */
const LANMU = path.resolve(TESTS, process.env.LANMU || "../target/release/lanmu");

/** A new folder outside the repository; `remove` takes it away again. */
function temporaryFolder() {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "lanmu-browser-")));
}

/** @param {string} folder */
function remove(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
}

/** A copy of the demonstration with its themes, which a test may change. */
function copyOfDemonstration() {
  const folder = temporaryFolder();
  for (const name of ["portal.toml", "content", "themes"]) {
    fs.cpSync(path.join(REPOSITORY, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}

/**
 * A portal with the demonstration's theme and files of a test's own.
 *
 * @param {Record<string, string>} texts By the files' names.
 */
function written(texts) {
  const folder = temporaryFolder();
  fs.cpSync(path.join(REPOSITORY, "themes"), path.join(folder, "themes"), { recursive: true });
  Object.entries(texts).forEach(([name, text]) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  });
  return folder;
}

/** A portal as `lanmu new portal` begins it. */
function starter() {
  const folder = temporaryFolder();
  run(folder, "new", "portal", ".");
  return folder;
}

/**
 * Builds a portal; with findings that stop it the error says which.
 *
 * @param {string} portal
 * @param {string} day For which it is built.
 * @returns {string} The folder of the site.
 */
function build(portal, day = AS_OF) {
  run(portal, "build", "--as-of", day, "--output", "site");
  return path.join(portal, "site");
}

/**
 * @param {string} folder
 * @param {string[]} asked
 */
function run(folder, ...asked) {
  try {
    execFileSync(LANMU, asked, { cwd: folder, stdio: "pipe" });
  } catch (failure) {
    const said = failure.stderr ? failure.stderr.toString() : failure.message;
    throw new Error(`lanmu ${asked.join(" ")}\n${said}`);
  }
}

module.exports = {
  AS_OF,
  LANMU,
  REPOSITORY,
  TESTS,
  build,
  copyOfDemonstration,
  remove,
  starter,
  temporaryFolder,
  written,
};
