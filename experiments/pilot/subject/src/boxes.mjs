/*
 * Blocks of text: arrays of lines, all of the same width in columns. Every character counts as one column.
 */

const DRAWN = [...'─│┌┐└┘├┤┬┴┼█░•…✓']
const TYPED = [...'-|+++++++++#.*~x']
const ASCII = new Map(DRAWN.map((character, at) => [character, TYPED[at]]))

export const toAscii = drawing => drawing.replace(/[^\x00-\x7f]/g, character => ASCII.get(character) ?? character)

export const widthOf = text => [...text].length

/** Exactly `width` columns of text: padded, or cut with an ellipsis. */
export function fit(text, width, align = 'left') {
  if (widthOf(text) > width) return `${[...text].slice(0, Math.max(width - 1, 0)).join('')}…`.slice(0, width)
  const space = width - widthOf(text)
  if (align === 'right') return ' '.repeat(space) + text
  if (align === 'center') return ' '.repeat(Math.floor(space / 2)) + text + ' '.repeat(Math.ceil(space / 2))
  return text + ' '.repeat(space)
}

/** Text broken at spaces into lines of at most `width` columns; a longer word is broken hard. */
export function wrap(text, width) {
  const lines = ['']
  for (let word of text.split(/\s+/)) {
    while (widthOf(word) > width) {
      if (lines.at(-1) !== '') lines.push('')
      lines[lines.length - 1] = word.slice(0, width)
      word = word.slice(width)
    }
    const joined = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`
    if (widthOf(joined) <= width) lines[lines.length - 1] = joined
    else lines.push(word)
  }
  return lines
}

/** A frame around a block, its title set into the upper edge. */
export function frame(block, width, title = '') {
  const inner = width - 2
  const heading = title ? `─ ${fit(title, Math.min(widthOf(title), inner - 4))} ` : ''
  return [
    `┌${heading}${'─'.repeat(inner - widthOf(heading))}┐`,
    ...block.map(line => `│${line}│`),
    `└${'─'.repeat(inner)}┘`
  ]
}

/** Blocks side by side, one column apart, the short ones filled up. */
export function beside(blocks) {
  const height = Math.max(...blocks.map(block => block.length))
  return Array.from({ length: height }, (_, row) =>
    blocks.map(block => block[row] ?? ' '.repeat(widthOf(block[0] ?? ''))).join(' '))
}

/** Shares `total` columns by weight: whole numbers that add up. */
export function share(total, weights) {
  const sum = weights.reduce((a, b) => a + b, 0)
  let spent = 0
  let weight = 0
  return weights.map(own => {
    weight += own
    const columns = Math.round(total * weight / sum) - spent
    spent += columns
    return columns
  })
}
