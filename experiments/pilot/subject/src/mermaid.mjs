import { renderMermaidASCII } from 'beautiful-mermaid'
import { findProblems, textsOf } from './line-reader.mjs'
import { classDiagram } from './grammars/class.mjs'
import { entityDiagram } from './grammars/er.mjs'
import { flowchart } from './grammars/flowchart.mjs'
import { sequenceDiagram } from './grammars/sequence.mjs'
import { stateDiagram } from './grammars/state.mjs'

const GRAMMARS = [flowchart, sequenceDiagram, classDiagram, entityDiagram, stateDiagram]

/**
 * Draws Mermaid, and says what is missing from the drawing.
 *
 * The layout library forgives: what it does not know it skips, and lines may run over words. So the source is
 * read against a grammar first, and every word it should show is looked for in the drawing afterwards.
 */
export function drawMermaid(text, { ascii = false, width = Infinity } = {}) {
  const lines = text.split('\n').map((content, index) => ({ line: index + 1, content: content.trim() }))
  const statements = lines.filter(({ content }) => content !== '' && !content.startsWith('%%'))
  if (statements.length === 0) return { problems: [{ line: 1, what: 'an empty diagram' }] }

  const [header, ...body] = statements
  const grammar = GRAMMARS.find(({ header: pattern }) => pattern.test(header.content))
  if (!grammar) {
    return { problems: [{ line: header.line, what: `\`${header.content}\`: not a header this kit knows` }] }
  }
  const problems = findProblems(body, grammar)
  if (problems.length > 0) return { problems }

  const drawing = tidy(renderMermaidASCII(text, { useAscii: ascii, colorMode: 'none' }))
  return { drawing, problems: [...lostTexts(body, grammar, drawing), ...excessWidth(header, drawing, width)] }
}

function lostTexts(body, grammar, drawing) {
  return textsOf(body, grammar)
    .filter(({ text }) => !drawing.includes(text))
    .map(({ line, text }) => ({ line, what: `the text "${text}" whole: it is cut off or drawn over; shorten it or reorder` }))
}

function excessWidth(header, drawing, limit) {
  const needed = Math.max(...drawing.split('\n').map(line => [...line].length))
  return needed > limit ? [{ line: header.line, what: `${needed} columns in --width ${limit}` }] : []
}

function tidy(drawing) {
  return drawing.split('\n').map(line => line.trimEnd()).join('\n').trimEnd()
}
