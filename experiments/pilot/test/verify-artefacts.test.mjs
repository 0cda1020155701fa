import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { draw } from '../subject/src/drawing.mjs'
import { faults } from '../verify-artefacts.mjs'

const pilot = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = { 'terminal-er-orders': 'orders.mmd', 'flow-auth-callgraph': 'auth.mmd', 'component-plan-comparison': 'comparison.json' }

/** The source that a trajectory writes last: its block of text, without the indentation. */
function finalSource(task) {
  const trajectory = readFileSync(join(pilot, 'tasks', task, 'trajectory.yaml'), 'utf8')
  const [, indentation, block] = [...trajectory.matchAll(/content: \|\n( +)((?:.*\n)+?)(?=\n|  - )/g)].at(-1)
  return block.split('\n').map(line => line.replace(new RegExp(`^${indentation}`), '')).join('\n')
}

function workspace(t, task, { source = finalSource(task), drawing } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'artefacts-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const name = SOURCES[task]
  writeFileSync(join(folder, name), source)
  writeFileSync(join(folder, name.replace(/\.\w+$/, '.txt')), drawing ?? draw({ name, text: source }))
  return folder
}

for (const task of Object.keys(SOURCES)) {
  test(`${task}: the source that the trajectory ends with is right`, t => {
    assert.deepEqual(faults(workspace(t, task), task), [])
  })

  test(`${task}: artefacts must be there`, t => {
    const folder = workspace(t, task)
    rmSync(join(folder, SOURCES[task]))

    assert.deepEqual(faults(folder, task), [`${SOURCES[task]} is missing`])
  })

  test(`${task}: an empty drawing is none`, t => {
    assert.notDeepEqual(faults(workspace(t, task, { drawing: 'done\n' }), task), [])
  })
}

const WRONG = [
  ['terminal-er-orders', /.*PAYMENTS : paid\n/, '', 'the source does not relate ORDERS and PAYMENTS'],
  ['terminal-er-orders', / email UK/, ' email', 'CUSTOMERS lacks email UK'],
  ['flow-auth-callgraph', /.*hash_password\n/, '', 'the source lacks the call verify_password -> hash_password'],
  ['flow-auth-callgraph', 'logout --> revoke_session', 'logout --> verify_token', 'the source invents the call logout -> verify_token'],
  ['component-plan-comparison', '"40000"', '"30000"', 'no table cell says "40000" (Fleet)'],
  ['component-plan-comparison', 'Crew  48 EUR', 'Crew', 'no panel carries Crew and its price in the title']
]

for (const [task, right, wrong, reason] of WRONG) {
  test(`${task}: ${reason}`, t => {
    const source = finalSource(task).replace(right, wrong)

    assert.ok(faults(workspace(t, task, { source }), task).includes(reason))
  })
}

test('the command exits 1 and prints the reasons', t => {
  const run = (...args) => spawnSync(process.execPath, [join(pilot, 'verify-artefacts.mjs'), ...args], { encoding: 'utf8' })
  const folder = workspace(t, 'flow-auth-callgraph')

  assert.equal(run(folder, 'flow-auth-callgraph').status, 0)
  assert.equal(run(folder, 'terminal-er-orders').status, 1)
  assert.match(run(folder, 'terminal-er-orders').stdout, /orders\.mmd is missing/)
})
