"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { copyOfDemonstration } = require("./support/portal.js");
const { readersOf } = require("./support/reader.js");

const { http, ways, reader } = readersOf(copyOfDemonstration);

const OWN = "sub-hc";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const shown = (page) => page.locator("[data-mine-id]:visible").evaluateAll((all) => all.map((row) => row.dataset.mineId));

/** @param {Page} page */
const choice = (page) => page.locator("[data-mine-choice]");

for (const way of ways) {
  test(`the own subsidiary is chosen on its page, alone on the front page, kept, and undone there, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const [front, own] = [`${way.site}index.html`, `${way.site}subsidiaries/${OWN}/index.html`];
    const button = page.locator("[data-choose-mine]");
    await page.goto(front);
    assert.equal(await choice(page).inputValue(), "");
    const before = await shown(page);

    await page.goto(own);
    const offer = await button.innerText();
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    await button.click();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    assert.notEqual(await button.innerText(), offer);

    await page.goto(front);
    const isKept = async () => {
      assert.deepEqual(await shown(page), [OWN]);
      assert.equal(await choice(page).inputValue(), OWN);
    };
    await isKept();
    await page.reload();
    await isKept();
    const manager = page.locator(`[data-mine-id=${OWN}] a[href^="tel:"]`);
    assert.equal(await manager.getAttribute("href"), "tel:8803", "the account manager's number");

    await page.goto(`${way.site}subsidiaries/sub-lt/index.html`);
    assert.equal(await button.getAttribute("aria-pressed"), "false", "another one is not mine");
    await page.goto(own);
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    await button.click();
    assert.deepEqual([await button.getAttribute("aria-pressed"), await button.innerText()], ["false", offer]);
    await page.goto(front);
    assert.deepEqual([await choice(page).inputValue(), await shown(page)], ["", before]);
  });

  test(`the own subsidiary is chosen, changed and undone on the front page too, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    await page.goto(`${way.site}index.html`);
    const before = await shown(page);
    for (const id of [OWN, "sub-tz"]) {
      await choice(page).selectOption(id);
      assert.deepEqual(await shown(page), [id]);
      await page.reload();
      assert.deepEqual(await shown(page), [id]);
    }
    await choice(page).selectOption("");
    assert.deepEqual(await shown(page), before);
    await page.reload();
    assert.deepEqual([await choice(page).inputValue(), await shown(page)], ["", before]);
  });

  test(`a subsidiary that is no more and a browser that keeps nothing do no harm, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    await page.goto(`${way.site}index.html`);
    const before = await shown(page);
    await page.evaluate((key) => localStorage.setItem(key, "sub-gone"), `lanmu:mine:${new URL(way.site).pathname}`);
    await page.reload();
    assert.deepEqual([await choice(page).inputValue(), await shown(page)], ["", before]);

    await page.addInitScript(() => {
      const get = () => {
        throw new DOMException("no", "SecurityError");
      };
      Object.defineProperty(window, "localStorage", { get });
    });
    await page.reload();
    await choice(page).selectOption(OWN);
    assert.deepEqual(await shown(page), [OWN], "for this page");
  });
}

test("a service's page names the account manager of the own subsidiary, and of all before one is chosen", async (t) => {
  for (const way of ways) {
    const page = await reader(t, way);
    const managers = page.locator("#call-now details[data-mine]");
    await page.goto(`${way.site}services/svc-ap-01/index.html`);
    assert.deepEqual(await shown(page), [], "folded");
    await managers.locator("summary").click();
    assert.equal((await shown(page)).length, 10);
    await page.goto(`${way.site}index.html`);
    await choice(page).selectOption(OWN);
    await page.goto(`${way.site}services/svc-ap-01/index.html`);
    assert.deepEqual(await shown(page), [OWN], "open on it");
    assert.equal(await managers.locator("[data-mine-id]:visible .phone").innerText(), "8803");
  }
});

test("without scripts all subsidiaries are listed with their account managers, and nothing is offered", async (t) => {
  const page = await reader(t, http, { javaScriptEnabled: false });
  await page.goto(`${http.site}index.html`);
  assert.equal((await shown(page)).length, 10);
  assert.equal(await page.locator('[data-mine-id] a[href^="tel:"]:visible').count(), 10);
  assert.ok(!(await choice(page).isVisible()));
  await page.goto(`${http.site}subsidiaries/${OWN}/index.html`);
  assert.ok(!(await page.locator("[data-choose-mine]").isVisible()));
});
