"use strict";

const assert = require("node:assert/strict");
const { execFile } = require("node:child_process");
const path = require("node:path");
const { promisify } = require("node:util");
const { test } = require("node:test");
const { build, copyOfDemonstration, remove, starter } = require("./support/portal.js");
const { files } = require("./support/site.js");

const VALIDATOR = require.resolve("vnu-jar/build/dist/vnu.jar");

/**
 * What the Nu HTML checker has against the files of a folder.
 *
 * @param {string} folder
 */
async function errors(folder) {
  const asked = ["-Xss8m", "-jar", VALIDATOR, "--skip-non-html", "--errors-only", "--exit-zero-always"];
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  const { stderr } = await promisify(execFile)("java", [...asked, "--format", "json", "."], options);
  return JSON.parse(stderr).messages.map(({ url = "", lastLine, message, extract }) => {
    const file = path.relative(folder, decodeURIComponent(url.replace(/^file:/, "")));
    return `${file}:${lastLine} ${message} ${extract}`;
  });
}

const PORTALS = [
  { name: "the demonstration", made: copyOfDemonstration },
  { name: "a portal as it is begun", made: starter },
];

for (const { name, made } of PORTALS) {
  test(`the Nu checker finds no error in the pages of ${name}`, async (t) => {
    const portal = made();
    t.after(() => remove(portal));
    const site = build(portal);
    assert.ok(files(site, ".html").length >= 5, "there are pages");
    assert.deepEqual(await errors(site), []);
  });
}
