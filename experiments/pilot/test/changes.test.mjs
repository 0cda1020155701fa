import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

const pilot = fileURLToPath(new URL('..', import.meta.url))
const CHANGES = {
  T1: { script: 'changes/T1/minify.mjs', touches: /^examples\/[\w-]+\.json$/ },
  T5: { script: 'changes/T5/correct-exit-code.mjs', touches: /^(AGENTS|\.claude\/skills\/diagram-kit\/SKILL)\.md$/ },
  L1: { script: 'changes/L1/one-call-draw.mjs', touches: /^(AGENTS\.md|\.claude\/skills\/diagram-kit\/SKILL\.md|src\/readiness\.mjs)$/ }
}
const GUIDES = ['AGENTS.md', '.claude/skills/diagram-kit/SKILL.md']
const CONDITIONS = [[], ['T1'], ['T5'], ['L1'], ['T5', 'L1'], ['T1', 'L1'], ['T1', 'T5'], ['T1', 'T5', 'L1'], ['L1', 'T5', 'T1']]

/** The subject at a condition, the way the harness builds it. */
function build(t, changes) {
  const folder = mkdtempSync(join(tmpdir(), 'subject-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(pilot, 'subject'), folder, { recursive: true, filter: path => !path.includes('node_modules') })
  symlinkSync(join(pilot, 'subject/node_modules'), join(folder, 'node_modules'))
  changes.forEach(change => assert.equal(apply(change, folder).status, 0))
  return { folder, read: name => readFileSync(join(folder, name), 'utf8') }
}

const apply = (change, cwd) => spawnSync(process.execPath, [join(pilot, CHANGES[change].script)], { cwd, encoding: 'utf8' })

const filesOf = folder => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))

for (const changes of CONDITIONS) {
  test(`{${changes}} says what it does, and does it`, t => {
    const { folder, read } = build(t, changes)
    const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
    t.after(() => rmSync(workspace, { recursive: true, force: true }))
    writeFileSync(join(workspace, 'a.mmd'), 'flowchart LR\n  a --> b\n')
    writeFileSync(join(workspace, 'b.mmd'), 'flowchart LR\n  click a\n')
    const render = name => spawnSync(join(folder, 'bin/diagram'), ['render', name], { cwd: workspace }).status

    const oneCall = changes.includes('L1')
    assert.equal(render('a.mmd'), oneCall ? 0 : 4)
    assert.equal(render('b.mmd'), oneCall ? 3 : 4)
    assert.equal(read('AGENTS.md').includes('drawing takes one call'), oneCall)
    assert.equal(read('AGENTS.md').includes('drawing takes three calls'), !oneCall)
    for (const guide of GUIDES) {
      assert.equal(read(guide).includes('busy, transient'), !changes.includes('T5'))
      assert.equal(read(guide).includes('unsupported construct'), changes.includes('T5'))
    }
  })
}

for (const [change, { touches }] of Object.entries(CHANGES)) {
  test(`${change} touches what it declares and nothing else`, t => {
    const before = build(t, [])
    const after = build(t, [change])

    const changed = filesOf(after.folder).filter(name => before.read(name) !== after.read(name))

    assert.deepEqual(filesOf(before.folder), filesOf(after.folder))
    assert.ok(changed.length > 0)
    assert.deepEqual(changed.filter(name => !touches.test(name)), [])
  })
}

test('T1 keeps the data and halves the bytes', t => {
  const before = build(t, [])
  const after = build(t, ['T1'])
  const examples = filesOf(before.folder).filter(name => CHANGES.T1.touches.test(name))
  const bytes = ({ folder }) => examples.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

  examples.forEach(name => {
    assert.deepEqual(JSON.parse(after.read(name)), JSON.parse(before.read(name)))
    assert.equal(`${JSON.stringify(JSON.parse(after.read(name)), null, 2)}\n`, before.read(name))
  })
  assert.ok(bytes(after) < bytes(before) / 2, `${bytes(before)} to ${bytes(after)}`)
})

for (const change of ['T5', 'L1']) {
  test(`${change} fails where its passage is gone`, t => {
    const { folder } = build(t, [change])

    const { status, stderr } = apply(change, folder)

    assert.notEqual(status, 0)
    assert.match(stderr, /AGENTS\.md: expected the passage once, found it 0 times/)
  })
}
