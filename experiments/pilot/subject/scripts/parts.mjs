/* The vocabulary of the example makers: component nodes, tables from text, and seeded figures. */

export const page = (title, width, ...children) => ({ title, width, root: { type: 'column', children } })
export const row = (...children) => ({ type: 'row', children })
export const panel = (title, ...children) => ({ type: 'panel', title, children })
export const text = words => ({ type: 'text', text: words })
export const meter = (label, value, max, unit = '') => ({ type: 'meter', label, value, max, unit })
export const mermaid = source => ({ type: 'mermaid', source: source.trim().split('\n') })
export const table = (columns, rows) => ({ type: 'table', columns, rows })

/** A list from lines such as `done  Move the cache`; a line without a state is plain. */
export function list(lines) {
  const items = linesOf(lines).map(line => {
    const [, state, words] = line.match(/^(done|doing|open|blocked)\s+(.+)$/) ?? []
    return state ? { text: words, state } : line
  })
  return { type: 'list', items }
}

/** Column declarations from `plan: Plan, price: Price >`; `>` sets a column to the right. */
export function columns(declaration) {
  return declaration.split(',').map(part => {
    const [, key, header, right] = part.trim().match(/^(\w+):\s*(.+?)\s*(>?)$/)
    return right ? { key, header, align: 'right' } : { key, header }
  })
}

/** Records from lines such as `checkout | payments | gold`. */
export function records(keys, lines) {
  return linesOf(lines).map(line => {
    const cells = line.split('|').map(cell => cell.trim())
    if (cells.length !== keys.length) throw new Error(`expected ${keys.length} cells: ${line}`)
    return Object.fromEntries(keys.map((key, at) => [key, cells[at]]))
  })
}

/** A table whose columns and rows are written as text. */
export function written(declaration, lines) {
  const declared = columns(declaration)
  return table(declared, records(declared.map(({ key }) => key), lines))
}

/** Figures that look measured and are the same on every machine (mulberry32). */
export function figures(seed) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    decimal: (low, high, digits = 1) => (low + next() * (high - low)).toFixed(digits),
    pick: choices => choices[Math.floor(next() * choices.length)]
  }
}

const linesOf = lines => lines.trim().split('\n').map(line => line.trim())
