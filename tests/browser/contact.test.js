"use strict";

const assert = require("node:assert/strict");
const { pathToFileURL } = require("node:url");
const { test } = require("node:test");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { readersOf, texts } = require("./support/reader.js");

const { http, ways, reader } = readersOf(copyOfDemonstration);

/** The day of the builds. */
const TODAY = new Date("2026-11-24T10:00:00+08:00");

/** Its hours are 09:00–12:00 and 13:30–17:30. */
const TEAM = "teams/team-exp/index.html";

/** Of somebody in that team who is on leave from 2026-11-23 to 2026-11-27. */
const SERVICE = "services/svc-exp-02/index.html";

/** @typedef {import("playwright-core").Page} Page */

/** By the clock of the portal's time zone. */
const MOMENTS = [
  { name: "a workday before the hours", at: "2026-11-24T08:59", said: /^09:00 开始接听$/ },
  { name: "a workday at ten", at: "2026-11-24T10:00", said: /^可以接听，到 12:00$/ },
  { name: "lunch", at: "2026-11-24T12:00", said: /^13:30 开始接听$/ },
  { name: "the afternoon", at: "2026-11-24T17:29", said: /^可以接听，到 17:30$/ },
  { name: "a workday's evening", at: "2026-11-27T17:30", said: /^11月30日.* 09:00 开始接听$/ },
  { name: "a Saturday", at: "2026-11-28T10:00", said: /^11月30日.* 09:00 开始接听$/ },
  { name: "a public holiday", at: "2026-10-01T10:00", said: /^10月8日.* 09:00 开始接听$/ },
  { name: "a Saturday on which one works", at: "2026-10-10T10:00", said: /^可以接听，到 12:00$/ },
  { name: "a day beyond the calendar", at: "2031-03-03T10:00", said: /^$/ },
];

for (const way of ways) {
  test(`a team's page says until when or from when somebody answers, ${way.name}`, async (t) => {
    // The reader's own clock is another one.
    const page = await reader(t, way, { timezoneId: "America/New_York" });
    const wrong = [];
    for (const { name, at, said } of MOMENTS) {
      await page.clock.setFixedTime(new Date(`${at}:00+08:00`));
      await page.goto(way.site + TEAM);
      const seen = (await texts(page.locator("[data-days] .open-now"))).join();
      if (!said.test(seen)) wrong.push([name, seen]);
    }
    assert.deepEqual(wrong, []);
  });
}

test("a service's page says it of everybody who is there, and of nobody who is away", async (t) => {
  const page = await reader(t, http);
  await page.clock.setFixedTime(TODAY);
  await page.goto(http.site + SERVICE);
  const present = page.locator("#call-now .contact:not([data-away])");
  assert.ok((await present.count()) > 1);
  assert.equal(await present.locator(".open-now[data-open=yes]").count(), await present.count());
  assert.equal(await page.locator("#call-now .contact[data-away]").count(), 1);
  assert.equal(await page.locator("#call-now .contact[data-away] .open-now").count(), 0);
});

test("without scripts the hours stand there and nothing is said of now", async (t) => {
  const page = await reader(t, http, { javaScriptEnabled: false });
  await page.goto(http.site + TEAM);
  assert.ok(await page.getByText("09:00–12:00、13:30–17:30").first().isVisible());
  assert.equal(await page.locator(".open-now").count(), 0);
});

// Leave.

/**
 * The numbers that a reader may tap at somebody.
 *
 * @param {import("playwright-core").Locator} person
 */
const numbers = (person) => texts(person.locator('a[href^="tel:"]:visible'));

test("at somebody on leave the deputy's number stands, with the last day of it, and not their own", async (t) => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await reader(t, http, { javaScriptEnabled });
    if (javaScriptEnabled) await page.clock.setFixedTime(TODAY);
    await page.goto(http.site + TEAM);
    assert.deepEqual(await numbers(page.locator("#p-songqi")), ["8313"]);
    const said = await page.locator("#p-songqi").innerText();
    assert.ok(said.includes("2026-11-27") && said.includes("方宁"), said);
    assert.equal((await numbers(page.locator("#p-zhangwei")))[0], "8311", "others are there");
    await page.goto(http.site + SERVICE);
    assert.deepEqual(await numbers(page.locator("#call-now [data-away]")), ["8313"]);
  }
});

test("behind the leave the own number stands again, also on a page that was built during it", async (t) => {
  for (const way of ways) {
    const page = await reader(t, way);
    const person = page.locator("#call-now .contact").filter({ hasText: "招待费" });
    for (const [day, number] of [["27", "8313"], ["28", "8314"]]) {
      await page.clock.setFixedTime(new Date(`2026-11-${day}T10:00:00+08:00`));
      await page.goto(way.site + SERVICE);
      assert.equal((await numbers(person))[0], number, day);
    }
  }
  const portal = copyOfDemonstration();
  t.after(() => remove(portal));
  const site = pathToFileURL(build(portal, "2026-11-28")).href + "/";
  const page = await reader(t, { name: "", site, offline: true });
  await page.goto(site + TEAM);
  assert.equal((await numbers(page.locator("#p-songqi")))[0], "8314");
  assert.equal(await page.locator("[data-away]").count(), 0);
});

test("who is back is so on every page that was built during the leave", async (t) => {
  const page = await reader(t, http);
  await page.clock.setFixedTime(new Date("2026-11-30T10:00:00+08:00"));
  await page.goto(http.site + TEAM);
  assert.equal((await numbers(page.locator("#p-songqi")))[0], "8314");
});

test("questions, knowledge and news say whom to ask, with a number to tap and until when", async (t) => {
  const page = await reader(t, http);
  await page.clock.setFixedTime(TODAY);
  for (const file of ["faqs/faq-gl-01", "knowledge/kb-001", "announcements/ann-2026-01"]) {
    await page.goto(`${http.site}${file}/index.html`);
    const called = page.locator("#call-now");
    assert.match(await called.locator("a.phone").first().getAttribute("href"), /^tel:8\d{3}$/, file);
    assert.match(await called.locator(".open-now").first().innerText(), /可以接听/, file);
  }
});

test("a service says its red lines in the words of the rules", async (t) => {
  const page = await reader(t, http);
  await page.goto(`${http.site}services/svc-ap-01/index.html`);
  const lines = await texts(page.locator("#fact-red_lines li"));
  assert.equal(lines.length, 5);
  assert.ok(lines.every((line) => /^不得.*。\s*《资金支付管理办法》第/s.test(line)), lines.join("\n"));
});

test("a number that an answer tells to call is dialled by a tap, and no figure else", async (t) => {
  const page = await reader(t, http);
  await page.goto(`${http.site}faqs/faq-urg-01/index.html`);
  const called = await page.locator(".answers a.call").evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute("href")]));
  assert.ok(called.length > 2, String(called.length));
  assert.deepEqual(called.filter(([number, href]) => !/^8\d{3}$/.test(number) || href !== `tel:${number}`), []);
});
