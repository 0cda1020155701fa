import { Refusal, UNDRAWABLE } from './exit-codes.mjs'
import { drawComponents, readComponents } from './components.mjs'
import { drawMermaid } from './mermaid.mjs'

/**
 * Draws a source, or refuses with every line that cannot be drawn.
 * A width is the size of a component tree and the limit of a Mermaid drawing.
 */
export function draw({ name, text }, { ascii = false, width } = {}) {
  const { drawing, problems } = name.endsWith('.json')
    ? drawTree(text, { ascii, width })
    : drawMermaid(text, { ascii, width })
  if (problems.length > 0) {
    throw new Refusal(UNDRAWABLE, problems.map(({ line, what }) => `${name}:${line}: cannot draw ${what}`))
  }
  return drawing
}

function drawTree(text, { ascii, width }) {
  const { tree, problems } = readComponents(text)
  return problems.length > 0 ? { problems } : { drawing: drawComponents(tree, { ascii, width }), problems }
}
