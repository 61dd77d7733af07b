"use strict";

const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/**
 * A plain web server for a built site, as an intranet has one: it knows ranges, or not, and keeps a log of what is asked.
 *
 * @param {string} folder
 * @param {{ hasRanges?: boolean }} [how]
 * @returns {Promise<{ origin: string, log: string[], stop: () => Promise<void> }>}
 */
async function serveFolder(folder, { hasRanges = true } = {}) {
  const log = [];
  const server = http.createServer((request, response) => {
    log.push(request.url);
    const file = path.join(folder, decodeURIComponent(request.url.split("?")[0]));
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const whole = fs.readFileSync(file);
    const [, start, last] = (hasRanges && /bytes=(\d+)-(\d+)/.exec(request.headers.range || "")) || [];
    const headers = { "Content-Type": TYPES[path.extname(file)] || "text/plain", "Content-Security-Policy": "default-src 'self'" };
    if (start === undefined) {
      response.writeHead(200, headers).end(whole);
      return;
    }
    const part = whole.subarray(Number(start), Number(last) + 1);
    response.writeHead(206, { ...headers, "Content-Range": `bytes ${start}-${last}/${whole.length}` }).end(part);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: "http://127.0.0.1:" + server.address().port,
    log,
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

module.exports = { serveFolder };
