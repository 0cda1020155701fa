import { styling } from './styling.mjs'

const MEMBER = /^[+\-#~]?(.+)$/

const members = {
  drawable: [
    { pattern: /^\}$/, closes: true },
    { pattern: /^<<(\w+)>>$/, texts: ([, annotation]) => [annotation] },
    { pattern: MEMBER, texts: ([, member]) => memberTexts(member) }
  ],
  undrawable: [
    { pattern: /\([^)]+\)/, why: 'parameters of a method are not drawn' }
  ]
}

const memberTexts = member => member.replace(/[()$*;]/g, ' ').split(/\s+/)

export const classDiagram = {
  header: /^classDiagram$/,
  rules: {
    drawable: [
      { pattern: /^class\s+([\w-]+)\s*\{$/, texts: ([, name]) => [name], opens: () => members },
      { pattern: /^class\s+([\w-]+)$/, texts: ([, name]) => [name] },
      {
        pattern: /^([\w-]+)\s+(?:<\|--|<\|\.\.|\*--|o--|-->|--\*|--o|--\|>|\.\.>|\.\.\|>|<--|<\.\.|--)\s+([\w-]+)(?:\s*:\s*(.+))?$/,
        texts: ([, left, right, label]) => label ? [left, right, label] : [left, right]
      },
      { pattern: /^([\w-]+)\s*:\s*[+\-#~]?(.+)$/, texts: ([, name, member]) => [name, ...memberTexts(member)] }
    ],
    undrawable: [
      ...styling,
      { pattern: /^cssClass\b/, why: 'styling: the drawing has no colours' },
      { pattern: /^direction\s+\w+/, why: 'classes are laid out top-down' },
      { pattern: /^note\b.*/, why: 'notes are not drawn' },
      { pattern: /^namespace\b.*/, why: 'namespaces are not drawn' },
      { pattern: /^<<\w+>>\s+\w+/, why: 'write the annotation inside the class' },
      { pattern: /^[\w-]+\s+"[^"]*"|"[^"]*"\s+[\w-]+/, why: 'multiplicities are not drawn' },
      { pattern: /\([^)]+\)$/, why: 'parameters of a method are not drawn' }
    ]
  }
}
