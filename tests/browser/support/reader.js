"use strict";

const assert = require("node:assert/strict");
const { pathToFileURL } = require("node:url");
const { after, before } = require("node:test");
const { launch, watched } = require("./chromium.js");
const { build, remove } = require("./portal.js");
const { serve } = require("./preview.js");

const DESK = { width: 1280, height: 800 };

/**
 * A way to a portal's pages.
 *
 * @typedef {object} Way
 * @property {string} name
 * @property {string} site How every address begins; known when the tests run.
 * @property {boolean} offline
 */

/**
 * A portal for the tests of a file: built, served and opened from its folder while they run.
 *
 * @param {() => string} made
 */
function readersOf(made) {
  /** @type {Way} */
  const http = { name: "over http", site: "", offline: false };
  /** @type {Way} */
  const folder = { name: "from a folder without a network", site: "", offline: true };
  let portal, preview, browser;

  before(async () => {
    portal = made();
    folder.site = pathToFileURL(build(portal)).href + "/";
    preview = await serve(portal);
    http.site = preview.origin + "/";
    browser = await launch();
  });

  after(async () => {
    if (browser) await browser.close();
    if (preview) await preview.stop();
    if (portal) remove(portal);
  });

  /**
   * A reader of their own, with an empty memory. Whatever they do, nothing foreign is asked for, nothing is forbidden and
   * no script fails.
   *
   * @param {import("node:test").TestContext} t
   * @param {Way} way
   * @param {import("playwright-core").BrowserContextOptions} look
   */
  async function reader(t, way, look = {}) {
    const context = await browser.newContext({ viewport: DESK, offline: way.offline, ...look });
    const page = await context.newPage();
    const taken = await watched(page, way.site);
    t.after(async () => {
      await context.close();
      assert.deepEqual(taken(), { said: [], elsewhere: [], forbidden: [] });
    });
    return page;
  }

  return { http, folder, ways: [http, folder], reader };
}

/** @param {import("playwright-core").Locator} all */
const texts = async (all) => (await all.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());

module.exports = { readersOf, texts };
