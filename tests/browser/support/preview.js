"use strict";

const { spawn } = require("node:child_process");
const readline = require("node:readline");
const { AS_OF, LANMU } = require("./portal.js");

/** Milliseconds until a preview has said where it is. */
const PATIENCE = 20_000;

/**
 * `lanmu serve` on a portal.
 *
 * @param {string} portal
 * @param {string[]} options Further ones, such as `--poll`.
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>} The address without a slash at its end.
 */
async function serve(portal, ...options) {
  const asked = ["serve", "--port", "0", "--as-of", AS_OF, ...options];
  const child = spawn(LANMU, asked, { cwd: portal, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  try {
    return { origin: await saidAddress(child), stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** @param {import("node:child_process").ChildProcess} child */
function saidAddress(child) {
  const said = [];
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`lanmu serve ${why}\n${said.join("\n")}`));
    const waiting = setTimeout(() => fail("said no address"), PATIENCE);
    child.once("error", (failure) => fail(failure.message));
    child.once("exit", () => fail("ended"));
    // Read to the end, so that a full pipe does not stop the preview.
    readline.createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      const address = /http:\/\/[\d.]+:\d+(?=\/)/.exec(line);
      if (!address) return;
      clearTimeout(waiting);
      resolve(address[0]);
    });
  });
}

module.exports = { serve };
