const rules = {
  drawable: [
    { pattern: /^(?:participant|actor)\s+(\S+)(?:\s+as\s+(.+))?$/, texts: ([, id, label]) => [label ?? id] },
    { pattern: /^Note\s+(?:left of|right of|over)\s+[^:]+:\s*(.+)$/i, texts: ([, text]) => [text] },
    { pattern: /^(?:loop|alt|opt|par|critical|break)(?:\s+(.+))?$/, opens: () => rules, texts: ([, label]) => label ? [label] : [] },
    { pattern: /^(?:else|and)(?:\s+(.+))?$/, texts: ([, label]) => label ? [label] : [] },
    { pattern: /^end$/, closes: true },
    { pattern: /^[^\s<>-]+\s*(?:-->>|->>|--\)|-\)|-->|->)\s*[^\s+:-]+\s*:\s*(.+)$/, texts: ([, text]) => [text] }
  ],
  undrawable: [
    { pattern: /^autonumber\b.*/, why: 'messages are not numbered' },
    { pattern: /^(activate|deactivate)\b.*/, why: 'activation bars are not drawn' },
    { pattern: /(-->>|->>|--\)|-\)|-->|->)\s*[+-]/, why: 'activation bars are not drawn' },
    { pattern: /^(create|destroy)\b/, why: 'lifelines always span the whole drawing' },
    { pattern: /^(box|rect)\b.*/, why: 'coloured areas are not drawn' },
    { pattern: /^(links?|properties|details)\b/, why: 'menus of participants are not drawn' },
    { pattern: /^title\b.*/, why: 'a title is not drawn' },
    { pattern: /<<-?->>/, why: 'an arrow has one head' },
    { pattern: /--?x\s*[^\s:]+\s*:/, why: 'a lost message is drawn like any other; use ->>' }
  ]
}

export const sequenceDiagram = { header: /^sequenceDiagram$/, rules }
