import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { desk } from './desk.mjs'

const FLOW = 'flowchart LR\n  a --> b\n'

test('0: init, check and render draw a file', t => {
  const { diagram, read } = desk(t, { 'flow.mmd': FLOW })

  const codes = [['init'], ['check', 'flow.mmd'], ['render', 'flow.mmd', '-o', 'flow.txt']].map(args => diagram(...args).exitCode)

  assert.deepEqual(codes, [0, 0, 0])
  assert.match(read('flow.txt'), /│ a ├────►│ b │/)
})

test('2: the call itself is wrong', t => {
  const { diagram } = desk(t, { 'flow.mmd': FLOW, 'flow.svg': '' })
  const wrong = [[], ['paint'], ['check'], ['check', 'none.mmd'], ['check', 'flow.svg'], ['render', 'flow.mmd', '--colour'], ['check', 'flow.mmd', 'flow.mmd']]

  const codes = wrong.map(args => diagram(...args).exitCode)

  assert.deepEqual(codes, wrong.map(() => 2))
})

test('2: a width that is no width', t => {
  const { draw } = desk(t, { 'flow.mmd': FLOW })

  assert.equal(draw('flow.mmd', '--width', 'wide').exitCode, 2)
})

test('3: the message names the line and the construct', t => {
  const { diagram } = desk(t, { 'flow.mmd': `${FLOW}  click a "page.html"\n` })
  diagram('init')

  const { exitCode, complaints } = diagram('check', 'flow.mmd')

  assert.equal(exitCode, 3)
  assert.deepEqual(complaints, ['diagram: flow.mmd:3: cannot draw `click`: a terminal drawing has nothing to click'])
})

test('3: asking again gives the same answer', t => {
  const { diagram } = desk(t, { 'plan.mmd': 'gantt\n  title Plan\n' })
  diagram('init')

  const answers = [1, 2, 3].map(() => diagram('check', 'plan.mmd'))

  assert.deepEqual(answers.map(({ exitCode }) => exitCode), [3, 3, 3])
})

test('3: a drawing wider than --width', t => {
  const { draw } = desk(t, { 'flow.mmd': 'flowchart LR\n  alpha --> beta --> gamma\n' })

  const { exitCode, complaints } = draw('flow.mmd', '--width', '20')

  assert.equal(exitCode, 3)
  assert.match(complaints[0], /cannot draw \d+ columns in --width 20/)
})

test('4: nothing is checked before init', t => {
  const { diagram } = desk(t, { 'flow.mmd': FLOW })

  const { exitCode, complaints } = diagram('check', 'flow.mmd')

  assert.equal(exitCode, 4)
  assert.match(complaints[0], /first run: diagram init/)
})

test('4: nothing is rendered before its check, and an edit undoes the check', t => {
  const { diagram, write } = desk(t, { 'flow.mmd': FLOW })
  diagram('init')
  const before = diagram('render', 'flow.mmd')
  diagram('check', 'flow.mmd')
  const checked = diagram('render', 'flow.mmd')
  write('flow.mmd', `${FLOW}  b --> c\n`)

  const edited = diagram('render', 'flow.mmd')

  assert.deepEqual([before, checked, edited].map(({ exitCode }) => exitCode), [4, 0, 4])
  assert.match(edited.complaints[0], /first run: diagram check flow\.mmd/)
})

test('5: the output cannot be written', t => {
  const { draw } = desk(t, { 'flow.mmd': FLOW })

  const { exitCode, complaints } = draw('flow.mmd', '-o', 'no/such/folder.txt')

  assert.equal(exitCode, 5)
  assert.deepEqual(complaints, ['diagram: cannot write no/such/folder.txt: ENOENT'])
})

test('the command works through a link, from anywhere', t => {
  const { cwd } = desk(t)
  symlinkSync(fileURLToPath(new URL('../bin/diagram', import.meta.url)), join(cwd, 'diagram'))

  const printed = execFileSync('./diagram', ['init'], { cwd, encoding: 'utf8' })

  assert.equal(printed, 'created .diagram/\n')
  assert.ok(existsSync(join(cwd, '.diagram')))
})
