// node recount.mjs RUN: counts every recorded request body of a run by the rule of docs/reference/simulated-model.md
// and compares with what its call record says. Exits with 1 if one differs, or if there is nothing to compare.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

const run = process.argv[2];
const counted = new Map();

function tokens(text) {
  if (!counted.has(text)) {
    counted.set(text, countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() }));
  }
  return counted.get(text);
}

function compact(value) {
  const { cache_control: _, ...rest } = value;
  return JSON.stringify(rest);
}

const isText = (block) => typeof block.text === "string" && /text$/.test(block.type);

function resultText(content) {
  if (content === undefined) return "";
  if (typeof content === "string") return content;
  return content.map((block) => (isText(block) ? block.text : compact(block))).join("\n");
}

function* blockTexts(content) {
  if (content === null || content === undefined) return;
  if (typeof content === "string") return yield content;
  for (const block of content) {
    if (isText(block)) yield block.text;
    else if (block.type === "tool_result") yield resultText(block.content);
    else yield compact(block);
  }
}

function* texts(body) {
  for (const tool of body.tools ?? []) yield compact(tool);
  yield* blockTexts(body.system);
  for (const message of body.messages) {
    yield message.role;
    if (message.role === "tool") yield resultText(message.content);
    else yield* blockTexts(message.content);
    for (const call of message.tool_calls ?? []) yield compact(call);
  }
}

let calls = 0;
let wrong = 0;
for (const line of readFileSync(join(run, "calls.jsonl"), "utf8").trim().split("\n")) {
  const call = JSON.parse(line);
  const name = String(call.seq).padStart(4, "0") + ".request";
  const file = join(run, "cells", call.cell_id, String(call.attempt), "bodies", name);
  const body = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  const recorded = call.fresh_input_tokens + call.cache_read_tokens + call.cache_write_tokens;
  const recounted = body && [...texts(body)].map(tokens).reduce((sum, count) => sum + count, 0);
  calls++;
  if (recorded !== recounted) {
    wrong++;
    console.error(`${call.cell_id} call ${call.seq}: recorded ${recorded}, recounted ${recounted}`);
  }
}
console.log(`${calls} calls recounted, ${wrong} differ`);
process.exit(calls === 0 || wrong > 0 ? 1 : 0);
