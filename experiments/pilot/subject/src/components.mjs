import { toAscii } from './boxes.mjs'
import { COMPONENTS } from './panes.mjs'
import { drawMermaid } from './mermaid.mjs'

const DEFAULT_WIDTH = 100

/**
 * Reads `{ title?, width?, root }`, where a node is `{ type, … }`, and finds what cannot be drawn.
 * Problems carry the line where the guilty name first stands in the source.
 */
export function readComponents(text) {
  let tree
  try {
    tree = JSON.parse(text)
  } catch (problem) {
    return { problems: [{ line: lineOfSyntaxError(text, problem), what: `broken JSON: ${problem.message}` }] }
  }
  if (typeof tree?.root !== 'object') return { problems: [{ line: 1, what: 'a tree without a "root" component' }] }
  return { tree, problems: [...nodeProblems(tree.root, text)] }
}

export function drawComponents({ title, width: ownWidth = DEFAULT_WIDTH, root }, { ascii = false, width = ownWidth }) {
  const page = title ? { type: 'panel', title, children: [root] } : root
  const drawing = COMPONENTS[page.type].draw(page, width, { ascii }).map(line => line.trimEnd()).join('\n')
  return ascii ? toAscii(drawing) : drawing
}

function* nodeProblems(node, text) {
  const component = Object.hasOwn(COMPONENTS, node?.type) ? COMPONENTS[node.type] : undefined
  if (!component) {
    yield { line: lineOf(text, 'type', node?.type), what: `a component of type "${node?.type}" (known: ${Object.keys(COMPONENTS).join(', ')})` }
    return
  }
  const missing = component.needs.filter(key => node[key] === undefined)
  for (const key of missing) {
    yield { line: lineOf(text, 'type', node.type), what: `a ${node.type} without "${key}"` }
  }
  if (missing.length > 0) return
  if (node.type === 'mermaid') {
    const { problems } = drawMermaid(node.source.join('\n'))
    for (const { line, what } of problems) yield { line: lineOfText(text, node.source[line - 1]), what }
  }
  for (const child of node.children ?? []) yield* nodeProblems(child, text)
}

function lineOf(text, key, value) {
  const at = text.search(new RegExp(`"${key}"\\s*:\\s*${escape(JSON.stringify(value) ?? '')}`))
  return lineAt(text, at)
}

const lineOfText = (text, value) => lineAt(text, text.indexOf(JSON.stringify(value)))

const lineAt = (text, offset) => text.slice(0, Math.max(offset, 0)).split('\n').length

function lineOfSyntaxError(text, { message }) {
  const [, offset] = message.match(/position (\d+)/) ?? []
  return offset === undefined ? text.split('\n').length : lineAt(text, Number(offset))
}

const escape = literal => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
