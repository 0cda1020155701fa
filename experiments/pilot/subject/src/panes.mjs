import { beside, fit, frame, share, widthOf, wrap } from './boxes.mjs'
import { drawMermaid } from './mermaid.mjs'

/** The components of a tree: what a node of each type needs, and how it fills a block of `width` columns. */
export const COMPONENTS = {
  column: { needs: ['children'], draw: column },
  row: { needs: ['children'], draw: row },
  panel: { needs: ['title', 'children'], draw: panel },
  table: { needs: ['columns', 'rows'], draw: table },
  list: { needs: ['items'], draw: list },
  text: { needs: ['text'], draw: text },
  meter: { needs: ['label', 'value', 'max'], draw: meter },
  mermaid: { needs: ['source'], draw: mermaid }
}

const MARKS = { done: '[✓]', doing: '[~]', open: '[ ]', blocked: '[!]' }
const METER_LABEL = 0.4

const draw = (node, width, options) => COMPONENTS[node.type].draw(node, width, options)

function column({ children }, width, options) {
  return children.flatMap(child => draw(child, width, options))
}

function row({ children }, width, options) {
  const widths = share(width - children.length + 1, children.map(({ weight = 1 }) => weight))
  const blocks = children.map((child, index) => draw(child, widths[index], options))
  return beside(blocks).map(line => fit(line, width))
}

function panel({ title, children, footer }, width, options) {
  const inner = width - 4
  const content = [...column({ children }, inner, options), ...footer ? text({ text: footer, align: 'right' }, inner) : []]
  return frame(content.map(line => ` ${line} `), width, title)
}

function table({ columns, rows }, width) {
  const widths = columnWidths(columns, rows, width)
  const cellsOf = (texts, at) => texts.map((lines, index) => ` ${fit(lines[at] ?? '', widths[index] - 2, columns[index].align)} `)
  const record = cells => {
    const texts = cells.map((cell, index) => wrap(String(cell), widths[index] - 2))
    return Array.from({ length: Math.max(...texts.map(lines => lines.length)) }, (_, at) => cellsOf(texts, at).join('│'))
  }
  return [
    ...record(columns.map(({ header }) => header)),
    widths.map(columns => '─'.repeat(columns)).join('┼'),
    ...rows.flatMap(cells => record(columns.map(({ key }) => cells[key] ?? '')))
  ].map(content => fit(content, width))
}

/** Every column gets what its longest cell needs; when that is too much, the widest columns give way first. */
function columnWidths(columns, rows, width) {
  const widths = columns.map(({ key, header }) =>
    2 + Math.max(widthOf(header), ...rows.map(cells => widthOf(String(cells[key] ?? '')))))
  const excess = () => widths.reduce((a, b) => a + b, columns.length - 1) - width
  while (excess() > 0 && Math.max(...widths) > 3) widths[widths.indexOf(Math.max(...widths))] -= 1
  if (excess() < 0) widths[widths.length - 1] -= excess()
  return widths
}

function list({ items, ordered = false }, width) {
  return items.flatMap((item, index) => {
    const { text: words, state } = typeof item === 'string' ? { text: item } : item
    const mark = MARKS[state] ?? (ordered ? `${index + 1}.` : '•')
    return wrap(words, width - widthOf(mark) - 1)
      .map((line, at) => fit(`${at === 0 ? mark : ' '.repeat(widthOf(mark))} ${line}`, width))
  })
}

function text({ text: words, align }, width) {
  return wrap(words, width).map(line => fit(line, width, align))
}

function meter({ label, value, max, unit = '' }, width) {
  const figure = `${value}${unit}`
  const name = fit(label, Math.round(width * METER_LABEL))
  const bar = Math.max(width - widthOf(name) - widthOf(figure) - 2, 1)
  const filled = Math.round(bar * Math.min(value / max, 1))
  return [fit(`${name} ${'█'.repeat(filled)}${'░'.repeat(bar - filled)} ${figure}`, width)]
}

function mermaid({ source }, width, { ascii }) {
  return drawMermaid(source.join('\n'), { ascii }).drawing.split('\n').map(line => fit(line, width))
}
