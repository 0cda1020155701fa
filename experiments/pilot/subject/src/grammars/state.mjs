import { styling } from './styling.mjs'

const STATE = String.raw`(?:\[\*\]|[\p{L}\w]+)`

const rules = {
  drawable: [
    { pattern: /^direction\s+(?:TD|TB|LR|BT|RL)$/ },
    { pattern: /^state\s+(?:"([^"]+)"\s+as\s+)?([\p{L}\w]+)\s*\{$/u, opens: () => rules, texts: ([, label, id]) => [label ?? id] },
    { pattern: /^\}$/, closes: true },
    { pattern: /^state\s+"([^"]+)"\s+as\s+[\p{L}\w]+$/u, texts: ([, label]) => [label] },
    { pattern: new RegExp(`^${STATE}\\s*-->\\s*${STATE}(?:\\s*:\\s*(.+))?$`, 'u'), texts: ([, label]) => label ? [label] : [] },
    { pattern: /^[\p{L}\w]+\s*:\s*(.+)$/u, texts: ([, label]) => [label] }
  ],
  undrawable: [
    ...styling,
    { pattern: /^class\b/, why: 'styling: the drawing has no colours' },
    { pattern: /^note\b.*/, why: 'notes are not drawn' },
    { pattern: /<<(fork|join|choice|history)>>/, why: 'forks, joins and choices are drawn as nothing; use a named state' },
    { pattern: /^--$/, why: 'concurrent regions are drawn as one' }
  ]
}

export const stateDiagram = { header: /^stateDiagram(-v2)?$/, rules }
