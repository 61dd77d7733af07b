"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { copyOfDemonstration } = require("./support/portal.js");
const { readersOf, texts } = require("./support/reader.js");

const { http, folder, ways, reader } = readersOf(copyOfDemonstration);

/** A process of three variants. */
const PROCESS = "processes/prc-ap-01/index.html";

for (const scripts of [true, false]) {
  test(`a question opens where it stands and closes again, ${scripts ? "with" : "without"} scripts`, async (t) => {
    for (const way of ways) {
      const page = await reader(t, way, { javaScriptEnabled: scripts });
      await page.goto(`${way.site}faqs/index.html`);
      const question = page.locator("main details").first();
      const answer = question.locator("p").first();
      assert.ok(!(await answer.isVisible()));
      await question.locator("summary").click();
      assert.ok(await answer.isVisible());
      assert.ok((await answer.innerText()).length > 10);
      await question.locator("summary").focus();
      await page.keyboard.press("Enter");
      assert.ok(!(await answer.isVisible()), "by key too");
      await page.keyboard.press("Space");
      await question.getByRole("link").click();
      await page.locator("article.document").waitFor();
      await page.locator(":target").waitFor();
    }
  });
}

for (const way of ways) {
  test(`of a process one variant is seen at a time, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    await page.goto(way.site + PROCESS);
    const tabs = page.locator(".views button");
    const seen = () => page.locator(".way:visible").evaluateAll((all) => all.map(({ id }) => id));
    const pressed = () => texts(page.locator(".views [aria-pressed=true]"));
    const names = await texts(tabs);
    assert.equal(names.length, 3);
    assert.deepEqual([await seen(), await pressed()], [["way-1"], [names[0]]]);
    await tabs.nth(1).click();
    assert.deepEqual([await seen(), await pressed()], [["way-2"], [names[1]]]);
    await tabs.nth(2).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual([await seen(), await pressed()], [["way-3"], [names[2]]]);
  });
}

test("an address or a link to a step shows the variant in which it stands", async (t) => {
  const page = await reader(t, http);
  await page.goto(http.site + PROCESS);
  const step = await page.locator("#way-2 [id]").first().getAttribute("id");
  await page.goto(`${http.site}index.html`);
  await page.goto(`${http.site}${PROCESS}#${step}`);
  assert.ok(await page.locator(`[id="${step}"]`).isVisible());
  assert.equal(await page.locator(".way:visible").count(), 1);
  await page.locator('.contents a[href="#way-3"]').click();
  assert.ok(await page.locator("#way-3").isVisible());
  assert.ok(!(await page.locator("#way-2").isVisible()));
});

test("without scripts all variants stand under one another, and the links lead to them", async (t) => {
  for (const way of [http, folder]) {
    const page = await reader(t, way, { javaScriptEnabled: false });
    await page.goto(way.site + PROCESS);
    assert.equal(await page.locator(".way:visible").count(), 3);
    assert.equal(await page.locator("main button:visible").count(), 0);
    await page.locator(".views a").last().click();
    await page.waitForURL(/#way-3$/);
    assert.equal(await page.locator(":target").getAttribute("id"), "way-3");
  }
});
