import assert from 'node:assert/strict'
import test from 'node:test'
import { drawComponents, readComponents } from '../src/components.mjs'

const draw = (root, options = {}) => drawComponents({ root, width: 32 }, options).split('\n')

const text = words => ({ type: 'text', text: words })

test('a panel frames its children and carries its title', () => {
  assert.deepEqual(draw({ type: 'panel', title: 'News', footer: 'today', children: [text('All is well.')] }), [
    '┌─ News ───────────────────────┐',
    '│ All is well.                 │',
    '│                        today │',
    '└──────────────────────────────┘'
  ])
})

test('a row shares the width by weight', () => {
  const panel = (title, weight) => ({ type: 'panel', title, weight, children: [text('x')] })

  assert.deepEqual(draw({ type: 'row', children: [panel('A'), panel('B', 2)] }), [
    '┌─ A ────┐ ┌─ B ───────────────┐',
    '│ x      │ │ x                 │',
    '└────────┘ └───────────────────┘'
  ])
})

test('a column stacks', () => {
  assert.deepEqual(draw({ type: 'column', children: [text('one'), text('two')] }), ['one', 'two'])
})

test('a table aligns its columns', () => {
  const columns = [{ key: 'plan', header: 'Plan' }, { key: 'price', header: 'Price', align: 'right' }]

  assert.deepEqual(draw({ type: 'table', columns, rows: [{ plan: 'Solo', price: 4 }, { plan: 'Crew', price: 48 }] }), [
    ' Plan │                   Price',
    '──────┼─────────────────────────',
    ' Solo │                       4',
    ' Crew │                      48'
  ])
})

test('a table that is too wide wraps its widest column', () => {
  const columns = [{ key: 'no', header: 'No.' }, { key: 'words', header: 'Words' }]

  assert.deepEqual(draw({ type: 'table', columns, rows: [{ no: 1, words: 'far too many words for this narrow pane' }] }).slice(2), [
    ' 1   │ far too many words for',
    '     │ this narrow pane'
  ])
})

test('a list marks states and wraps', () => {
  const items = ['plain', { text: 'done', state: 'done' }, { text: 'in the middle of a long piece of work', state: 'doing' }]

  assert.deepEqual(draw({ type: 'list', items }), ['• plain', '[✓] done', '[~] in the middle of a long', '    piece of work'])
  assert.deepEqual(draw({ type: 'list', items: ['a', 'b'], ordered: true }), ['1. a', '2. b'])
})

test('a meter fills its bar', () => {
  assert.equal(draw({ type: 'meter', label: 'cpu', value: 50, max: 100, unit: '%' })[0], 'cpu           ███████░░░░░░░ 50%')
})

test('a mermaid node draws a diagram in its pane', () => {
  assert.ok(draw({ type: 'mermaid', source: ['flowchart LR', 'a --> b'] }).includes('│ a ├────►│ b │'))
})

test('ASCII reaches every component', () => {
  const tree = { type: 'panel', title: 'P', children: [{ type: 'list', items: ['x'] }, { type: 'mermaid', source: ['flowchart LR', 'a --> b'] }] }

  assert.match(draw(tree, { ascii: true }).join('\n'), /^[\x00-\x7f]*$/)
})

test('the width of the call wins over the width of the tree', () => {
  assert.equal(draw({ type: 'panel', title: 'P', children: [] }, { width: 20 })[0].length, 20)
})

const problemsOf = tree => readComponents(tree).problems.map(({ line, what }) => `${line}: ${what}`)

test('an unknown type is named with its line', () => {
  const tree = JSON.stringify({ root: { type: 'column', children: [text('a'), { type: 'gauge' }] } }, null, 2)

  assert.match(problemsOf(tree)[0], /^10: a component of type "gauge" \(known: column, row, /)
})

test('a missing key is named', () => {
  assert.deepEqual(problemsOf('{"root": {"type": "panel", "children": []}}'), ['1: a panel without "title"'])
})

test('an undrawable line of a mermaid node is named with the line in the JSON', () => {
  const tree = JSON.stringify({ root: { type: 'mermaid', source: ['flowchart LR', 'a --> b', 'click a'] } }, null, 2)

  assert.deepEqual(problemsOf(tree), ['7: `click`: a terminal drawing has nothing to click'])
})

test('broken JSON is named with its line', () => {
  assert.match(problemsOf('{\n  "root": {\n  oops\n}')[0], /^3: broken JSON/)
})

test('a tree needs a root', () => {
  assert.deepEqual(problemsOf('{"title": "x"}'), ['1: a tree without a "root" component'])
})
