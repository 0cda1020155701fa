// T1: the JSON examples without white space. The data stay the same, only the layout goes.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const examples = readdirSync('examples').filter(name => name.endsWith('.json')).map(name => join('examples', name))
if (examples.length === 0) throw new Error('examples/ holds no JSON')

for (const example of examples) {
  writeFileSync(example, `${JSON.stringify(JSON.parse(readFileSync(example, 'utf8')))}\n`)
}
