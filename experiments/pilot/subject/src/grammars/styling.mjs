/** Statements that only colour a diagram: a terminal drawing has no colours, so they would vanish. */
export const styling = [
  { pattern: /^(style|linkStyle|classDef)\b/, why: 'styling: the drawing has no colours' },
  { pattern: /:::[\w-]+/, why: 'styling: the drawing has no colours' },
  { pattern: /^click\b/, why: 'a terminal drawing has nothing to click' },
  { pattern: /^acc(Title|Descr)\b/, why: 'accessibility texts are not drawn' }
]
