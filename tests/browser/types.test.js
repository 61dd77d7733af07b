"use strict";

const assert = require("node:assert/strict");
const { spawnSync } = require("node:child_process");
const { test } = require("node:test");

const TSC = require.resolve("typescript/bin/tsc");

test("the types in the comments of every shipped script are right", () => {
  const asked = [TSC, "--pretty", "false", "--project", __dirname];
  const { status, stdout, stderr } = spawnSync(process.execPath, asked, { cwd: __dirname, encoding: "utf8" });
  assert.deepEqual([...stdout.split("\n"), ...stderr.split("\n")].filter(Boolean), []);
  assert.equal(status, 0);
});
