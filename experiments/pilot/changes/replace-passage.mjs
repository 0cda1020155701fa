import { readFileSync, writeFileSync } from 'node:fs'

/** Replaces a passage that must stand in the file exactly once: a change that no longer fits fails instead of doing nothing. */
export function replacePassage(file, before, after) {
  const [head, ...tails] = readFileSync(file, 'utf8').split(before)
  if (tails.length !== 1) {
    throw new Error(`${file}: expected the passage once, found it ${tails.length} times:\n${before}`)
  }
  writeFileSync(file, head + after + tails[0])
}
