import { styling } from './styling.mjs'

const TEXT = String.raw`(?:"[^"\[\](){}]*"|[^"\[\](){}|]+)`
const SHAPES = [
  ['\\(\\(\\(', '\\)\\)\\)'], ['\\(\\[', '\\]\\)'], ['\\(\\(', '\\)\\)'], ['\\[\\[', '\\]\\]'], ['\\[\\(', '\\)\\]'],
  ['\\{\\{', '\\}\\}'], ['\\[', '\\]'], ['\\(', '\\)'], ['\\{', '\\}']
].map(([open, close]) => `${open}${TEXT}${close}`).join('|')
const NODE = `[\\w-]*\\w(?:${SHAPES})?`
const NODES = `${NODE}(?:\\s+&\\s+${NODE})*`
const LABEL = String.raw`[^|"\[\](){}<>]+`
const ARROW = `<?(?:-->|---|-\\.->|-\\.-|==>|===)(?:\\|${LABEL}\\|)?|(?:--|-\\.|==)\\s+${LABEL}?\\s+(?:-->|---|\\.->|-\\.-|==>|===)`
const CHAIN = new RegExp(`^${NODES}(?:\\s+(?:${ARROW})\\s+${NODES})*$`)

const rules = {
  drawable: [
    { pattern: /^subgraph\s+(?:[\w-]+\s*\[(.+)\]|(.+))$/, opens: () => rules, texts: ([, label, id]) => [label ?? id] },
    { pattern: /^end$/, closes: true },
    { pattern: /^direction\s+(?:TD|TB|LR|BT|RL)$/ },
    { pattern: CHAIN, texts: ([chain]) => chainTexts(chain) }
  ],
  undrawable: [
    ...styling,
    { pattern: /^class\s+[\w,-]+\s+\w+$/, why: 'styling: the drawing has no colours' },
    { pattern: /;/, why: 'one statement a line' },
    { pattern: /@\{.*/, why: 'the shapes of @{ } are not drawn' },
    { pattern: /~~~/, why: 'an invisible link does not move the layout' },
    { pattern: /\s(--[ox]|[ox]--[ox]?)\s/, why: 'links end in an arrow or in nothing' },
    { pattern: /[-=]{4,}>?|-{3}>|={3}>|-\.{2,}->?/, why: 'a link has one length; use -->' },
    { pattern: /\w(-->|==>|-\.->)|(-->|==>|-\.->)\w/, why: 'a link needs a space on either side' },
    { pattern: /[[({]"[^"]*[[\](){}][^"]*"[\])}]/, why: 'a label cannot hold brackets' },
    { pattern: /\[[/\\].*[/\\]\]/, why: 'slanted shapes are not drawn; use [text]' }
  ]
}

/** The labels of nodes and links in a chain such as `A[one] -->|two| B{three}`. Bare ids are not looked for. */
function chainTexts(chain) {
  const nodes = [...chain.matchAll(new RegExp(SHAPES, 'g'))].map(([shape]) => shape.replace(/^[[({]+"?|"?[\])}]+$/g, ''))
  const links = [...chain.matchAll(/\|([^|]+)\||(?:--|-\.|==)\s+([^->=|]+?)\s+(?=-->|---|\.->|-\.-|==>|===)/g)].map(([, piped, inline]) => piped ?? inline)
  return [...nodes, ...links]
}

export const flowchart = { header: /^(?:flowchart|graph)\s+(?:TD|TB|LR|BT|RL)$/, rules }
