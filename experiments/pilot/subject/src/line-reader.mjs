/*
 * Reads the lines of a diagram against a grammar:
 *
 *   { header, rules }     rules = { drawable: [statement], undrawable: [{ pattern, why }] }
 *   statement = { pattern, texts?(match), opens?: rules, closes?: true }
 *
 * `texts` names the words that the finished drawing must show; `opens` and `closes` bracket a block with rules of
 * its own. A pattern of a drawable statement matches the whole line; an undrawable one matches the guilty part.
 */

/** Every line that the grammar refuses, as { line, what }. */
export function findProblems(body, grammar) {
  const problems = []
  for (const { line, content, refused } of read(body, grammar)) {
    if (refused) problems.push({ line, what: refused })
    else if (content === undefined) problems.push({ line, what: 'a block that is never closed' })
  }
  return problems
}

/** The words that a drawing of these lines must show, as { line, text }. */
export function textsOf(body, grammar) {
  return [...read(body, grammar)].flatMap(({ line, texts = [] }) => texts
    .flatMap(text => text.split(/<br\s*\/?>/i))
    .map(text => ({ line, text: text.trim() }))
    .filter(({ text }) => text !== ''))
}

function* read(body, grammar) {
  const blocks = [{ rules: grammar.rules }]
  for (const { line, content } of body) {
    const { rules } = blocks.at(-1)
    const refused = refusal(content, rules)
    if (refused) {
      yield { line, content, refused }
      continue
    }
    const { statement, match } = recognise(content, rules)
    if (statement.closes && blocks.length === 1) {
      yield { line, content, refused: `${code(content)}: it closes nothing` }
      continue
    }
    if (statement.closes) blocks.pop()
    if (statement.opens) blocks.push({ rules: statement.opens(), line })
    yield { line, content, texts: statement.texts?.(match) }
  }
  for (const { line } of blocks.slice(1)) yield { line }
}

function refusal(content, rules) {
  for (const { pattern, why } of rules.undrawable) {
    const match = content.match(pattern)
    if (match) return `${code(match[0].trim())}: ${why}`
  }
  return recognise(content, rules) ? undefined : `${code(content)}: not a statement this kit knows`
}

function recognise(content, rules) {
  for (const statement of rules.drawable) {
    const match = content.match(statement.pattern)
    if (match) return { statement, match }
  }
  return undefined
}

const code = construct => `\`${construct}\``
