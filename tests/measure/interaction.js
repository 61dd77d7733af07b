"use strict";

// How long readers wait for what they do: the longest event of each, as Chromium times it (W3C Event Timing), in steps
// of 8 ms. `node measure/interaction.js SITE [LARGE_SITE]`, both folders that `lanmu build` made.

const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { launch } = require("../browser/support/chromium.js");

/** Long enough for what an event sets off to be drawn, in milliseconds. */
const SETTLED = 400;

const typed = (words) => async (page) => {
  await page.locator(".filter-words input").click();
  for (const letter of words) {
    await page.keyboard.insertText(letter);
    await page.waitForTimeout(150);
    await page.keyboard.press("Shift");
  }
};

const chosen = (select) => async (page) => {
  await page.locator(select).last().focus();
  await page.keyboard.press("ArrowDown");
};

const clicked = (what) => (page) => page.locator(what).first().click();

const ACTS = [
  ["a question opens", 0, "faqs/index.html", clicked(".accordion summary")],
  ["the questions are filtered by words", 0, "faqs/index.html", typed("发票ab")],
  ["my subsidiary is chosen", 0, "index.html", chosen(".home-mine select")],
  ["the comparison is shown as a table", 0, "policies/fssc-exp-003/2026-01-01/changes/index.html", clicked(".views [aria-pressed=false]")],
  ["a long list is filtered by words", 1, "policies/index.html", typed("2021ab")],
  ["a long list is ordered anew", 1, "policies/index.html", chosen("[data-filters] select")],
];

async function main() {
  const sites = process.argv.slice(2).map((folder) => pathToFileURL(path.resolve(folder)).href);
  const browser = await launch();
  for (const [name, which, file, act] of ACTS.filter(([, which]) => sites[which])) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(() => {
      window.waits = [];
      const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.waits.push(entry.duration)));
      observer.observe({ type: "event", durationThreshold: 16, buffered: true });
    });
    await page.goto(`${sites[which]}/${file}`);
    await page.waitForTimeout(SETTLED);
    await act(page);
    await page.waitForTimeout(SETTLED);
    const waits = await page.evaluate(() => window.waits);
    console.log(`${name}: ${Math.max(0, ...waits)} ms`);
    await page.close();
  }
  await browser.close();
}

main();
