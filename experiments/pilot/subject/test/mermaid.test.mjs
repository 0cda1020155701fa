import assert from 'node:assert/strict'
import test from 'node:test'
import { drawMermaid } from '../src/mermaid.mjs'

const problemsOf = source => drawMermaid(source).problems.map(({ line, what }) => `${line}: ${what}`)

const DRAWN = {
  flowchart: ['flowchart TD\n  a[start] --> b{sure?}\n  b -->|yes| c((end))\n  b -- no --> a', ['start', 'sure?', 'yes', 'end', 'no']],
  'flowchart with subgraph': ['flowchart LR\n  subgraph s [Group]\n    a --> b\n  end\n  b --> c', ['Group', 'c']],
  sequence: ['sequenceDiagram\n  participant a as Alice\n  a->>bob: hello\n  loop daily\n    bob-->>a: hi\n  end\n  Note over a: waits', ['Alice', 'bob', 'hello', 'loop [daily]', 'hi', 'waits']],
  class: ['classDiagram\n  class Dog {\n    +String name\n    +bark() void\n  }\n  Animal <|-- Dog : is a', ['Dog', '+name: String', '+bark: void', 'Animal', 'is a']],
  entities: ['erDiagram\n  A ||--o{ B : owns\n  A {\n    int id PK\n    text note\n  }', ['A', 'B', 'owns', 'PK int id', '   text note']],
  states: ['stateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy : work\n  Busy --> [*]', ['Idle', 'Busy', 'work']]
}

for (const [kind, [source, words]] of Object.entries(DRAWN)) {
  test(`draws ${kind}`, () => {
    const { drawing, problems } = drawMermaid(source)

    assert.deepEqual(problems, [])
    words.forEach(word => assert.ok(drawing.includes(word), `${word} in\n${drawing}`))
    assert.match(drawing, /[┌╭]─/)
  })
}

test('draws in ASCII', () => {
  const { drawing } = drawMermaid('flowchart LR\n  a --> b', { ascii: true })

  assert.match(drawing, /\| a \|---->\| b \|/)
  assert.match(drawing, /^[\x00-\x7f]*$/)
})

test('skips comments and counts them as lines', () => {
  assert.deepEqual(problemsOf('%% title\nflowchart LR\n\n  %% note\n  style a fill:#fff'), ['5: `style`: styling: the drawing has no colours'])
})

test('finds every line that cannot be drawn, not only the first', () => {
  const problems = drawMermaid('erDiagram\n  direction LR\n  A ||--o{ B : has\n  A {\n    int id PK, FK\n    text name "full"\n  }').problems

  assert.deepEqual(problems.map(({ line }) => line), [2, 5, 6])
})

test('finds a block that is never closed', () => {
  assert.deepEqual(problemsOf('erDiagram\n  A {\n    int id PK'), ['2: a block that is never closed'])
})

test('finds a label that the layout cuts off', () => {
  const problems = problemsOf('erDiagram\n  A ||--o{ B : "is the owner of"')

  assert.match(problems[0], /^2: the text "is the owner of" whole/)
})

test('finds a text that the layout drops', () => {
  const problems = problemsOf('stateDiagram-v2\n  a --> b\n  b : the second')

  assert.match(problems[0], /^3: the text "the second" whole/)
})

/** What the layout library skips or garbles without a word, by header. */
const UNDRAWABLE = {
  'flowchart LR': ['a --o b', 'a --x b', 'a ~~~ b', 'a-->b', 'a ----> b', 'a --> b; b --> c', 'a@{ shape: cyl }', 'a:::hot --> b', 'classDef hot fill:#f00', 'class a hot', 'linkStyle 0 stroke:#f00', 'a["one [1]"] --> b', 'a[/slanted/] --> b'],
  sequenceDiagram: ['autonumber', 'activate a', 'a->>+b: hi', 'create participant c', 'destroy a', 'box Blue', 'rect rgb(0,0,0)', 'a<<->>b: both', 'a-xb: lost', 'title Talk'],
  classDiagram: ['direction LR', 'note "hi"', 'click A href "x"', 'A "1" --> "*" B', 'namespace N {', '<<interface>> A', 'A : run(int times)'],
  erDiagram: ['direction LR', 'p[Person] {', 'A one or more to many B : has', 'A }o--|| B : has', 'style A fill:#f00', 'A'],
  'stateDiagram-v2': ['note right of a : hi', 'state f <<fork>>', '--', 'classDef hot fill:#f00']
}

for (const [header, statements] of Object.entries(UNDRAWABLE)) {
  for (const statement of statements) {
    test(`refuses ${header}: ${statement}`, () => {
      const problems = drawMermaid(`${header}\n  ${statement}`).problems

      assert.equal(problems[0].line, 2)
      assert.match(problems[0].what, /^`.+`: (?!not a statement)/)
    })
  }
}

for (const header of ['gantt', 'pie title Pets', 'mindmap', 'gitGraph', 'flowchart']) {
  test(`refuses the header ${header}`, () => {
    assert.deepEqual(problemsOf(`${header}\n  a`), [`1: \`${header}\`: not a header this kit knows`])
  })
}
