// Says whether a workspace holds a correct diagram for a task: exit 0, or 1 with the reasons.
//   node verify-artefacts.mjs WORKSPACE TASK
// It knows the facts of the task, not how the kit draws: any layout will do as long as the facts can be read in it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TASKS = {
  'terminal-er-orders': { source: 'orders.mmd', drawing: 'orders.txt', verify: verifyEntities },
  'flow-auth-callgraph': { source: 'auth.mmd', drawing: 'auth.txt', verify: verifyCallGraph },
  'component-plan-comparison': { source: 'comparison.json', drawing: 'comparison.txt', verify: verifyComparison }
}

const TABLES = {
  CUSTOMERS: ['id PK', 'email UK', 'name'],
  ORDERS: ['id PK', 'customer_id FK', 'status', 'placed_at'],
  PAYMENTS: ['id PK', 'order_id', 'amount_cents'],
  PRODUCTS: ['id PK', 'sku UK', 'price_cents'],
  ORDER_LINES: ['id PK', 'order_id FK', 'product_id FK', 'quantity'],
  SHIPMENTS: ['id PK', 'order_line_id FK', 'carrier']
}
const FOREIGN_KEYS = ['CUSTOMERS ORDERS', 'ORDERS PAYMENTS', 'ORDERS ORDER_LINES', 'PRODUCTS ORDER_LINES', 'ORDER_LINES SHIPMENTS']
const CALLS = [
  'login verify_password', 'login issue_session', 'verify_password find_user', 'verify_password hash_password',
  'issue_session sign_token', 'logout revoke_session', 'revoke_session verify_token', 'verify_token sign_token'
]
const PLANS = {
  Solo: ['0', '1', '500', '2', '7', 'forum'],
  Crew: ['48', '5', '5000', '20', '30', 'mail within a day'],
  Fleet: ['220', '20', '40000', '150', '90', 'chat within four hours'],
  Harbour: ['890', '80', '250000', '1000', '365', 'telephone within thirty minutes']
}

/** Every reason why the artefacts are not a correct diagram; none when they are. */
export function faults(workspace, taskId) {
  const task = TASKS[taskId]
  if (!task) return [`no task "${taskId}"; known: ${Object.keys(TASKS).join(', ')}`]
  const missing = [task.source, task.drawing].filter(name => !existsSync(join(workspace, name)))
  if (missing.length > 0) return missing.map(name => `${name} is missing`)
  const read = name => readFileSync(join(workspace, name), 'utf8')
  const drawing = read(task.drawing)
  return [
    ...complain(!/[┌╭][─]/.test(drawing), `${task.drawing} has no box drawing`),
    ...task.verify(read(task.source), drawing)
  ]
}

function verifyEntities(source, drawing) {
  const entities = new Map([...source.matchAll(/^\s*([\w-]+)\s*\{$([^}]*)\}/gm)].map(([, name, body]) => [name, body]))
  const related = new Set([...source.matchAll(/^\s*([\w-]+)\s+[|o}{]+(?:--|\.\.)[|o}{]+\s+([\w-]+)\s*:/gm)].map(([, left, right]) => pair(left, right)))
  return [
    ...complain(!/^\s*erDiagram\b/.test(source), 'the source is no erDiagram'),
    ...Object.entries(TABLES).flatMap(([table, columns]) => [
      ...complain(!entities.has(table), `the source has no entity ${table}`),
      ...complain(!boxed(table, drawing), `the drawing has no box ${table}`),
      ...columns.flatMap(column => columnFaults(table, column.split(' '), entities.get(table) ?? '', drawing))
    ]),
    ...FOREIGN_KEYS.flatMap(key => complain(!related.has(pair(...key.split(' '))), `the source does not relate ${key.replace(' ', ' and ')}`))
  ]
}

function columnFaults(table, [name, key], body, drawing) {
  return [
    ...complain(!new RegExp(`^\\s*\\w+ ${name}${key ? ` ${key}\\b` : '\\b'}`, 'm').test(body), `${table} lacks ${name} ${key ?? ''}`.trim()),
    ...complain(!new RegExp(`│ ${key ?? '..'} \\w+ ${name} +│`).test(drawing), `the drawing lacks ${name} in a box`)
  ]
}

function verifyCallGraph(source, drawing) {
  const names = [...new Set(CALLS.flatMap(call => call.split(' ')))]
  const drawn = flowEdges(source)
  return [
    ...complain(!/^\s*(flowchart|graph)\s+LR\b/.test(source), 'the source is no flowchart from left to right'),
    ...names.flatMap(name => complain(!boxed(name, drawing), `the drawing has no box ${name}`)),
    ...CALLS.flatMap(call => complain(!drawn.has(call), `the source lacks the call ${call.replace(' ', ' -> ')}`)),
    ...[...drawn].flatMap(call => complain(!CALLS.includes(call), `the source invents the call ${call.replace(' ', ' -> ')}`))
  ]
}

/** The links of a flowchart as "caller callee", by label; `A & B --> C` and `A --> B --> C` included. */
function flowEdges(source) {
  const labels = new Map([...source.matchAll(/([\w-]+)[[({]+"?([\w]+)(?:\(\))?"?[\])}]+/g)].map(([, id, label]) => [id, label]))
  const edges = new Set()
  for (const line of source.split('\n').filter(line => line.includes('-->'))) {
    const groups = line.split(/-->(?:\|[^|]*\|)?/).map(group => group.split('&').map(node => node.trim().match(/^[\w-]+/)?.[0] ?? ''))
    groups.slice(1).forEach((targets, at) => groups[at].forEach(from => targets.forEach(to =>
      edges.add(`${labels.get(from) ?? from} ${labels.get(to) ?? to}`))))
  }
  return edges
}

function verifyComparison(source, drawing) {
  let tree
  try {
    tree = JSON.parse(source)
  } catch ({ message }) {
    return [`the source is no JSON: ${message}`]
  }
  const nodes = [...walk(tree.root)]
  const titles = nodes.filter(({ type }) => type === 'panel').map(({ title }) => title)
  const cells = nodes.filter(({ type }) => type === 'table').flatMap(({ rows }) => rows.flatMap(Object.values)).map(plain)
  const widest = Math.max(...drawing.split('\n').map(line => [...line].length))
  return [
    ...complain(widest > 110, `the drawing has ${widest} columns instead of 110`),
    ...Object.entries(PLANS).flatMap(([plan, facts]) => [
      ...complain(!titles.some(title => title.includes(plan) && title.includes(facts[0])), `no panel carries ${plan} and its price in the title`),
      ...complain(!new RegExp(`┌─ [^─]*${plan}`).test(drawing), `the drawing has no panel ${plan}`),
      ...facts.flatMap(fact => complain(!cells.some(cell => says(cell, fact)), `no table cell says "${fact}" (${plan})`)),
      ...facts.filter(fact => /^\d+$/.test(fact)).flatMap(fact => complain(!says(plain(drawing), fact), `the drawing lacks ${fact} (${plan})`))
    ]),
    ...complain(nodes.filter(({ type }) => type === 'meter').length < 4, 'fewer than four meters'),
    ...complain(!/Fleet/.test(JSON.stringify(tree.root.children?.at(-1) ?? '')), 'the closing panel does not recommend Fleet')
  ]
}

function* walk(node) {
  yield node
  for (const child of node.children ?? []) yield* walk(child)
}

const complain = (wrong, reason) => wrong ? [reason] : []

const pair = (left, right) => [left, right].sort().join(' ')

const says = (cell, fact) => new RegExp(`\\b${fact}\\b`, 'i').test(cell)

const plain = cell => String(cell).replace(/(\d)[,. ](?=\d{3}\b)/g, '$1')

/** A name alone between the borders of a box; a link may leave from the right border. */
const boxed = (name, drawing) => new RegExp(`[│┤►├] *${name} *[│├┤]`).test(drawing)

if (process.argv[1] === import.meta.filename) {
  const reasons = faults(...process.argv.slice(2))
  reasons.forEach(reason => console.log(reason))
  process.exitCode = reasons.length === 0 ? 0 : 1
}
