import { styling } from './styling.mjs'

const KEYS = { PK: 'PK ', FK: 'FK ', UK: 'UK ' }

const attributes = {
  drawable: [
    { pattern: /^\}$/, closes: true },
    { pattern: /^(\S+)\s+(\S+)(?:\s+(PK|FK|UK))?$/, texts: ([, type, name, key]) => [`${KEYS[key] ?? ''}${type} ${name}`] }
  ],
  undrawable: [
    { pattern: /"[^"]*"/, why: 'a comment on an attribute is not drawn' },
    { pattern: /\b[PFU]K\s*,.*/, why: 'an attribute shows one key only' }
  ]
}

export const entityDiagram = {
  header: /^erDiagram$/,
  rules: {
    drawable: [
      { pattern: /^([\w-]+)\s*\{$/, texts: ([, entity]) => [entity], opens: () => attributes },
      {
        pattern: /^([\w-]+)\s+(?:\|\||\|o|o\||\}\|)(?:--|\.\.)(?:\|\||\|o|o\||\|\{|o\{)\s+([\w-]+)\s*:\s*(?:"(.+)"|(.+))$/,
        texts: ([, left, right, quoted, bare]) => [left, right, quoted ?? bare]
      }
    ],
    undrawable: [
      ...styling,
      { pattern: /\}o(?:--|\.\.)\S*/, why: 'a relationship from zero or more is skipped; write it from the other side' },
      { pattern: /^class\b/, why: 'styling: the drawing has no colours' },
      { pattern: /^direction\s+\w+/, why: 'the grid of entities has no direction' },
      { pattern: /^[\w-]+\s*\[[^\]]*\]/, why: 'an entity is drawn under its own name, not an alias' },
      { pattern: /\b(zero|one|many|only|optionally)\b.*\bto\b/, why: 'cardinality in words is skipped; write it as ||--o{' },
      { pattern: /^[\w-]+$/, why: 'an entity without attributes or relationships is skipped' }
    ]
  }
}
