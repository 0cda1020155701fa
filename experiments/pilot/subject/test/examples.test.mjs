import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { draw } from '../src/drawing.mjs'

const kit = fileURLToPath(new URL('..', import.meta.url))
const names = readdirSync(`${kit}examples`)
const SHELL_OUTPUT_LIMIT = 28_000

for (const name of names) {
  test(`${name} draws, is listed in the guide, and can be read whole`, () => {
    const text = readFileSync(`${kit}examples/${name}`, 'utf8')

    assert.match(draw({ name, text }), /[┌╭]─/)
    assert.ok(readFileSync(`${kit}AGENTS.md`, 'utf8').includes(`\`${name}\``))
    assert.ok(text.length < SHELL_OUTPUT_LIMIT)
  })
}

test('the JSON examples are about 300 KB in all', () => {
  const bytes = names.filter(name => name.endsWith('.json')).reduce((sum, name) => sum + statSync(`${kit}examples/${name}`).size, 0)

  assert.ok(bytes > 280_000 && bytes < 320_000, `${bytes}`)
})
