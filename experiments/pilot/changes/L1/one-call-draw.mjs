// L1: `diagram render` starts the project and checks the source itself, so that a first draw is one call.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { replacePassage } from '../replace-passage.mjs'

copyFileSync(join(import.meta.dirname, 'src/readiness.mjs'), 'src/readiness.mjs')

replacePassage('AGENTS.md',
  `A drawing takes three calls. \`render\` refuses a file that was not checked in its present form.

\`\`\`
diagram init                          # once per folder: creates .diagram/
diagram check orders.mmd              # again after every edit
diagram render orders.mmd -o orders.txt
\`\`\`
`,
  `A drawing takes one call. \`render\` checks the source itself; there is no need for \`init\` or \`check\`.

\`\`\`
diagram render orders.mmd -o orders.txt
\`\`\`
`)

replacePassage('AGENTS.md',
  '| 4 | not checked, or no `.diagram/` here | Run the command that the message names, then render again. |',
  '| 4 | no `.diagram/` here (`check` only) | Use `render`, which needs none. |')

replacePassage('.claude/skills/diagram-kit/SKILL.md',
  'then draw it: `diagram init` once, `diagram check FILE` after every edit, `diagram render FILE -o OUT`.',
  'then draw it in one call, `diagram render FILE -o OUT`: render checks the source itself.')
