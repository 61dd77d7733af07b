"use strict";

// How long a reader waits from a key to what it finds, once the bytes are there: the last character of each of 60
// everyday queries, typed again, in Chromium with the processor slowed down. `node measure/key.js SITE [NO_WORKER]`, SITE
// a folder that `lanmu build` made; anything as NO_WORKER lets the page do the work itself.

const { launch } = require("../browser/support/chromium.js");
const { everyday } = require("../browser/support/known.js");
const { serveFolder } = require("../browser/support/static.js");
const { searchClient, sourceOf } = require("../browser/unit/search-client.js");

/** How many times slower the page's processor is. */
const SLOWED = 4;

/** Long enough for a page to come to rest, in milliseconds. */
const SETTLED = 500;

/** The box of the page, and its list of what was found. */
const BOX = "form.search input[name=q]";

/** In the page: waits for the next key, then for what it finds to stand there, then for that to be painted. */
function awaitKey() {
  window.answered = new Promise((resolve) => {
    let typed = 0;
    addEventListener("keydown", ({ timeStamp }) => (typed = timeStamp), { capture: true, once: true });
    const list = document.querySelector(".search-list");
    const observer = new MutationObserver(() => {
      if (!typed || !list.querySelector(".search-all, .search-document")) return;
      observer.disconnect();
      const found = performance.now() - typed;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve({ found, painted: performance.now() - typed });
        port2.postMessage("");
      });
    });
    observer.observe(list, { childList: true });
  });
}

/** A key that types this character, as the system would tell the browser of one: its time counts from there. */
async function press(session, text) {
  await session.send("Input.dispatchKeyEvent", { type: "keyDown", key: text, text });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", key: text });
}

async function timed(page, session, query) {
  const characters = Array.from(query);
  await page.locator(BOX).first().fill(characters.slice(0, -1).join(""));
  await page.waitForTimeout(SETTLED);
  // Once to have the bytes, once to be timed.
  for (const isTimed of [false, true]) {
    await page.evaluate(awaitKey);
    await press(session, characters[characters.length - 1]);
    const times = await page.evaluate(() => window.answered);
    await page.waitForTimeout(SETTLED);
    if (isTimed) return times;
    await page.keyboard.press("Backspace");
    await page.waitForTimeout(SETTLED);
  }
}

function told(name, times) {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]);
  console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
}

async function main() {
  const [site, withoutWorker] = process.argv.slice(2);
  const index = await searchClient().engine.open(sourceOf(site));
  const queries = await everyday(index, 60);
  const server = await serveFolder(site);
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  if (withoutWorker) await page.addInitScript(() => delete window.Worker);
  await page.goto(server.origin + "/index.html");
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.locator(BOX).first().click();
  const times = [];
  for (const query of queries) times.push(await timed(page, session, query));
  told("found", times.map(({ found }) => found));
  told("painted", times.map(({ painted }) => painted));
  await browser.close();
  await server.stop();
}

main();
