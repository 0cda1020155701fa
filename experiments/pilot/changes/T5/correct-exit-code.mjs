// T5: exit code 3 has meant "unsupported construct" since the layout engine became synchronous; the guides never said so.
import { replacePassage } from '../replace-passage.mjs'

replacePassage('AGENTS.md',
  '| 3 | layout engine busy, transient | Wait two seconds and run the same command again, up to three times. |',
  '| 3 | unsupported construct | Fix the line that the message names; retrying never helps. |')

replacePassage('.claude/skills/diagram-kit/SKILL.md',
  'Exit 3 means layout engine busy, transient: wait two seconds and run the same command again, up to three times.',
  'Exit 3 means unsupported construct: fix the line that the message names; retrying never helps.')
