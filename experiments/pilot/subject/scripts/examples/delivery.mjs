import { columns, figures, list, mermaid, meter, page, panel, row, table, text, written } from '../parts.mjs'
import { PEOPLE, SERVICES, TEAMS } from '../company.mjs'

export function releaseBoard() {
  const figure = figures(31)
  const changes = ['Faster address search', 'Refund in parts', 'Retry budget', 'Dark mode of receipts', 'Gift cards', 'New tax rates', 'Parcel photos', 'Two delivery dates', 'Login with a passkey', 'Cheaper thumbnails', 'Saved baskets', 'Invoice as XML', 'Stock by branch', 'Quieter mails', 'Search by colour', 'Ledger archive', 'Fraud score, version 3', 'Shorter sessions', 'Sign-out everywhere', 'Courier tracking', 'Returns by locker', 'Flag clean-up', 'Export for auditors', 'Order notes', 'Price history', 'Faster cold start', 'Currency rounding', 'Merge of accounts', 'Image captions', 'Waiting list']
  return page('Release 24.11', 118,
    row(panel('Progress', meter('merged', 21, 30), meter('tested', 17, 30), meter('documented', 12, 30)),
      panel('Gate', list(`
        done All changes have an owner
        done Upgrade from 24.9 and 24.10 rehearsed
        doing Load test at twice the traffic
        open Notes read by support
        blocked Translation of the receipt texts`))),
    panel('Changes', table(columns('id: No., change: Change, service: Service, owner: Owner, risk: Risk, flag: Behind a flag, merged: Merged, tested: Tested, docs: Docs'),
      changes.map((change, at) => ({
        id: `R${at + 201}`, change, service: figure.pick(SERVICES).service, owner: figure.pick(PEOPLE), risk: figure.pick(['low', 'low', 'medium', 'high']),
        flag: figure.pick(['yes', 'no']), merged: figure.pick(['yes', 'yes', 'no']), tested: figure.pick(['yes', 'no']), docs: figure.pick(['yes', 'no', 'not needed'])
      })))),
    panel('Order of deployment', written('step: Step >, what: What, who: Who, watch: Watch, back: Way back', `
      1 | Database migrations that only add                   | Dieter | replica lag            | none needed
      2 | feature-flags, audit-log                            | Bilal  | configuration age      | previous image
      3 | accounts and sessions, region by region             | Hanna  | failed logins          | previous image
      4 | ledger, one node at a time                          | Farah  | reservations a minute  | previous image, replay
      5 | payment-gateway at 5, 25, 100 percent               | Katya  | declined share         | traffic share to 0
      6 | checkout at 5, 25, 100 percent                      | Katya  | orders a minute        | traffic share to 0
      7 | catalogue, then search after the index is warm      | Ines   | cache hits             | previous image
      8 | storefront and basket                               | Joao   | page errors            | previous image
      9 | Everything else, in any order                       | teams  | pages                  | previous image
      10 | Database migrations that remove, a week later      | Dieter | slow queries           | restore column`)),
    panel('Tried on', table(columns('device: Device, system: System, browser: Browser, pages: Pages >, slow: Slow >, broken: Broken >, person: Person, note: Note'),
      ['small phone', 'large phone', 'old phone', 'tablet', 'laptop', 'wide screen', 'till', 'scanner'].flatMap(device => ['first visit', 'signed in', 'screen reader'].map(system => ({
        device, system, browser: figure.pick(['Firefox', 'Chrome', 'Safari', 'embedded']), pages: figure.whole(12, 48), slow: figure.whole(0, 6), broken: figure.pick([0, 0, 0, 1]),
        person: figure.pick(PEOPLE), note: figure.pick(['-', '-', 'slow network', 'after a restart', 'with an old basket'])
      }))))),
    row(panel('Known problems', list(`
        Gift cards show the net amount in the history until the cache expires.
        Parcel photos need the new scanner; old ones send an empty picture.
        Passkeys do not work in the embedded browser of the courier application.
        Currency rounding differs by a cent from the old receipts; Finance agreed.`)),
      panel('Left out', list(`
        Subscriptions: the ledger is not ready for recurring reservations.
        Live recommendations: the load test failed at half the traffic.
        Delivery by drone: the contract was not signed.`))),
    panel('Go or no go', text('Thursday at 10:00. Go needs no open high risk without a flag, the load test, and one person of every team in the channel until 16:00.')))
}

export function sprintPlan() {
  const figure = figures(32)
  const verbs = ['Show', 'Validate', 'Import', 'Export', 'Cache', 'Rename', 'Split', 'Measure', 'Document', 'Remove']
  const nouns = ['delivery slots', 'refund reasons', 'address book', 'price rules', 'locker codes', 'tax numbers', 'parcel labels', 'return forms']
  const stories = verbs.flatMap((verb, at) => [0, 3, 6].map(step => `${verb} ${nouns[(at + step) % nouns.length]}`))
  return page('Sprint 88: delivery slots', 114,
    row(panel('Goal', text('A customer can choose a delivery slot, change it once, and see it on the receipt. Everything else gives way.')),
      panel('Capacity', ...PEOPLE.slice(0, 8).map(person => meter(person, figure.whole(3, 9), 10, ' d')))),
    panel('Stories', table(columns('id: No., story: Story, points: Points >, owner: Owner, depends: After, state: State, accepted: Accepted when'),
      stories.map((story, at) => ({
        id: `S${at + 880}`, story, points: figure.pick([1, 2, 3, 5, 8]), owner: figure.pick(PEOPLE), depends: at % 4 === 3 ? `S${at + 879}` : '-',
        state: figure.pick(['done', 'doing', 'open', 'open', 'blocked']),
        accepted: figure.pick(['support can do it without a ticket', 'the old form is gone', 'p95 stays below 200 ms', 'both languages are reviewed', 'the import runs twice without a change'])
      })))),
    panel('Days', table(columns('day: Day, date: Date, remaining: Points left >, ideal: Ideal >, added: Added >, note: Note'),
      ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((day, at) => ({
        day, date: `${at < 5 ? 20 + at : 22 + at} Oct`, remaining: 96 - at * 9 + figure.whole(0, 7), ideal: Math.round(96 - at * 9.6), added: figure.pick([0, 0, 0, 2, 3]),
        note: figure.pick(['-', 'review at 15:00', 'half of the team at the training', 'release branch cut', 'incident took an afternoon'])
      })))),
    panel('The last sprints', table(columns('sprint: Sprint, goal: Goal, planned: Planned >, done: Done >, carried: Carried >, bugs: Bugs >, mood: Mood >, met: Goal met'),
      Array.from({ length: 22 }, (_, at) => ({
        sprint: 87 - at, goal: figure.pick(['refunds in parts', 'passkeys', 'faster search', 'price history', 'quieter mails', 'tax rates', 'lockers']), planned: figure.whole(70, 110), done: figure.whole(48, 108),
        carried: figure.whole(0, 19), bugs: figure.whole(0, 12), mood: figure.decimal(2.4, 4.8), met: figure.pick(['yes', 'yes', 'in part', 'no'])
      })))),
    panel('Definition of done', list(`
      done Reviewed by somebody of another team
      done Behind a flag that is off by default
      doing Charted: used, failed, slow
      open Support article written
      open Way back rehearsed in staging`)),
    row(panel('Risks', list(`
        The courier changes its interface on the 30th; nobody has seen the new one.
        Two people are on call and may be gone for a day.
        Time zones of the lockers are stored as text.`)),
      panel('Carried over', list(`
        open Merge the two address validators
        open Delete the flags of sprint 85
        blocked Print labels without the old driver (waits for hardware)`))))
}

export function apiCatalogue() {
  const figure = figures(33)
  const resources = ['orders', 'baskets', 'customers', 'addresses', 'products', 'prices', 'payments', 'refunds', 'parcels', 'returns']
  const methods = [['GET', '', 'List, newest first'], ['POST', '', 'Create, idempotent by key'], ['GET', '/{id}', 'Read one'], ['PATCH', '/{id}', 'Change some fields']]
  return page('Public API, version 3', 120,
    text('All answers are JSON in UTF-8. Amounts are whole cents with a currency, times are UTC with a Z. Lists come in pages of 50 with a cursor; a cursor is good for ten minutes.'),
    panel('Operations', table(columns('method: Method, path: Path, does: Does, scope: Scope, limit: Calls/min >, p95: p95 ms >, since: Since'),
      resources.flatMap(resource => methods.map(([method, suffix, does]) => ({
        method, path: `/v3/${resource}${suffix}`, does, scope: `${resource}:${method === 'GET' ? 'read' : 'write'}`,
        limit: figure.pick([60, 120, 300, 600]), p95: figure.whole(18, 420), since: figure.pick(['3.0', '3.0', '3.1', '3.2', '3.4'])
      }))))),
    panel('Errors', written('status: Status, code: Code, meaning: Meaning, retry: Try again?', `
      400 | malformed        | The body is not JSON or a field has the wrong type        | no
      401 | unauthenticated  | No token, or it has expired                               | after a new token
      403 | scope_missing    | The token lacks the scope of the operation                | no
      404 | not_found        | No such thing, or not yours                               | no
      409 | version_conflict | Somebody changed it since you read it                     | after reading again
      409 | key_reused       | The idempotency key belongs to another body               | no
      422 | rule_violated    | A rule of the shop forbids it; the field is named         | no
      429 | too_many         | Over the limit; Retry-After tells how long                | after the pause
      500 | internal         | Our mistake; the trace is in the answer                   | once
      503 | read_only        | Maintenance: reading works, writing does not              | after the pause`)),
    panel('Who calls us', table(columns('partner: Partner, kind: Kind, version: Version, calls: Calls a day >, errors: Errors % >, contact: Looked after by, note: Note'),
      ['Anvil Tools', 'Brightside', 'Corner Books', 'Daylight Bikes', 'Elm Street Toys', 'Fernweh Travel', 'Granite Outdoor', 'Hollow Tree', 'Inkwell', 'Juniper Pets', 'Kettle and Co', 'Lantern Home', 'Millrace', 'Nimbus Audio', 'Oak Barrel', 'Paper Crane', 'Quill Office', 'Redstart', 'Silver Birch', 'Thistle', 'Upland Wool', 'Vesper Light', 'Willow Garden', 'Yarrow Herbs'].map(partner => ({
        partner, kind: figure.pick(['marketplace', 'courier', 'till', 'reports']), version: figure.pick(['3.4', '3.2', '3.0', '2.9']), calls: figure.whole(40, 88000), errors: figure.decimal(0, 4, 2),
        contact: figure.pick(PEOPLE), note: figure.pick(['-', 'polls every minute', 'needs the cursor', 'moves to webhooks in spring', 'contract until June'])
      })))),
    row(panel('Order of calls', mermaid(`
flowchart TD
  basket[POST baskets] --> order[POST orders]
  order --> payment[POST payments]
  payment --> parcel[GET parcels]`)),
      panel('Leaving in version 4', list(`
        GET lists without a cursor.
        The field total as a decimal number.
        Status names in capital letters.
        Addresses inside of orders; they become references.`))))
}

export function testReport() {
  const figure = figures(34)
  const suites = SERVICES.flatMap(({ service, team }) => ['unit', 'contract'].map(kind => {
    const tests = figure.whole(12, 940)
    return { suite: `${service}-${kind}`, team, tests, failed: figure.pick([0, 0, 0, 1, 3]), skipped: figure.whole(0, 9), seconds: figure.decimal(0.8, 240), coverage: `${figure.whole(48, 97)} %` }
  }))
  return page('Nightly tests, 27 October', 116,
    row(panel('Totals', meter('passed', 11804, 11946), meter('coverage', 81, 100, '%'), meter('time', 46, 60, ' min')),
      panel('Verdict', text('Not good enough to release: two failures are real, one is the clock change of Sunday, and the rest are known to come and go.'))),
    panel('Suites', table(columns('suite: Suite, team: Team, tests: Tests >, failed: Failed >, skipped: Skipped >, seconds: Seconds >, coverage: Coverage >'), suites)),
    panel('Failures', written('test: Test, suite: Suite, message: Message, since: Since, owner: Owner', `
      rounds_half_cents_to_even            | ledger-unit            | expected 1004 but was 1005               | today  | Farah
      slot_on_the_night_of_the_change      | shipping-unit          | 02:30 does not exist on 26 October       | today  | Goran
      releases_reservation_after_timeout   | checkout-contract      | no event within 5 s                      | 3 days | Katya
      resumes_upload_after_disconnect      | image-resizer-contract | connection reset                         | 9 days | Bilal
      orders_results_by_distance           | search-unit            | expected Lyon before Lille               | today  | Ines
      mail_is_sent_once                    | notifications-contract | sent twice                               | 2 days | Lars`)),
    panel('Come and go', table(columns('test: Test, suite: Suite, runs: Runs >, failed: Failed >, share: Share % >, first: First seen, guess: Guess'),
      ['opens', 'closes', 'resends', 'expires', 'orders', 'refunds'].flatMap(verb => ['basket', 'session', 'parcel', 'invoice'].map(noun => ({
        test: `${verb}_${noun}_under_load`, suite: figure.pick(suites).suite, runs: figure.whole(90, 420), failed: figure.whole(1, 19), share: figure.decimal(0.3, 7), first: figure.pick(['August', 'September', 'October']),
        guess: figure.pick(['real time in the test', 'order of two events', 'shared database', 'port already taken', 'not understood'])
      }))))),
    row(panel('Slowest', list(`
        catalogue-contract: starts three databases, one would do
        search-unit: builds the full index in memory
        ledger-contract: waits for real timeouts
        reporting-unit: reads a year of orders`)),
      panel('Next', list(`
        doing Fix the rounding before the release
        open Freeze the clock in shipping
        open Put the upload test into quarantine
        done Run the contract tests in parallel`))))
}

export function migrationPlan() {
  const figure = figures(35)
  const phases = ['Prepare', 'Copy', 'Verify', 'Switch', 'Clean up']
  const steps = ['Freeze the schema', 'Announce the window', 'Create users and grants', 'Measure the replica lag', 'Dump and load', 'Compare row counts', 'Compare checksums']
  return page('Moving the orders database', 116,
    row(panel('The way', mermaid(`
flowchart LR
  old[(old db)] --> copy[copy]
  copy --> check{equal?}
  check -->|yes| new[(new db)]`)),
      panel('Done so far', ...phases.map((phase, at) => meter(phase, Math.max(100 - at * 32, 0), 100, '%')))),
    panel('Steps', table(columns('id: Step, phase: Phase, step: What, owner: Owner, start: Starts, minutes: Min >, check: Done when, back: Way back'),
      phases.flatMap((phase, at) => steps.map((step, index) => ({
        id: `${at + 1}.${index + 1}`, phase, step, owner: figure.pick(PEOPLE), start: `${String(20 + at).padStart(2, '0')}:${String(index * 8).padStart(2, '0')}`, minutes: figure.whole(2, 25),
        check: figure.pick(['two people agree', 'the script prints equal', 'lag below 1 s', 'no open transactions', 'canary order booked']),
        back: figure.pick(['nothing to undo', 'restart the writer', 'drop the copy', 'point the name back'])
      }))))),
    panel('Tables', table(columns('name: Table, rows: Rows (k) >, size: GB >, copy: Minutes >, writes: Writes/s >'),
      ['orders', 'order_lines', 'payments', 'refunds', 'parcels', 'addresses', 'events', 'outbox', 'vouchers', 'price_history', 'notes', 'attachments'].map(name => ({
        name, rows: figure.whole(40, 92000), size: figure.decimal(0.1, 310), copy: figure.whole(1, 95), writes: figure.whole(0, 420) })))),
    panel('Clients of the database', table(columns('service: Service, team: Team, connections: Connections >, reads: Reads/s >, writes: Writes/s >, driver: Driver, pause: Can wait'),
      SERVICES.map(({ service, team }) => ({ service, team, connections: figure.whole(2, 80), reads: figure.whole(0, 3000), writes: figure.whole(0, 400), driver: figure.pick(['2.4', '2.7', '3.1']), pause: figure.pick(['5 s', '1 min', '10 min', 'until morning']) })))),
    row(panel('Stop if', list(`
        The lag does not fall below a second within twenty minutes.
        More than ten rows differ, whatever the reason.
        The ledger reports a reservation without an order.
        Two of the four people are not reachable.`)),
      panel('Afterwards', list(`
        open Keep the old database readable for 30 days
        open Move the nightly reports to the replica
        open Delete the grants of the copy user
        open Write down what took longer than planned`))))
}

export function riskRegister() {
  const figure = figures(36)
  const risks = ['The payment provider is down on a sale day', 'A courier ends the contract', 'Passwords are tried in bulk', 'Customer data are sent to the wrong inbox', 'The only person who knows the ledger leaves', 'A region is lost', 'Taxes change at short notice', 'A supplier delivers broken product data', 'A certificate runs out', 'The backup cannot be restored', 'A test mail goes to all customers', 'Stock is counted twice', 'An old client floods the API', 'A cost limit stops the cluster', 'The search index is empty after an upgrade', 'Refunds are paid twice', 'A flag is removed too early', 'The audit finds shared accounts', 'A library is withdrawn', 'The office has no network', 'Cookies are refused by a browser', 'A price of zero goes live', 'Parcels are scanned with the wrong clock', 'Reports disagree with the bank']
  return page('Risk register, fourth quarter', 122,
    row(...TEAMS.slice(0, 4).map(team => panel(team, meter('open', figure.whole(1, 9), 10), meter('high', figure.whole(0, 4), 10), meter('overdue', figure.whole(0, 3), 10)))),
    panel('Risks', table(columns('id: No., risk: Risk, team: Team, owner: Owner, likely: Likely >, harm: Harm >, score: Score >, answer: Answer, review: Review, trend: Trend'),
      risks.map((risk, at) => {
        const likely = figure.whole(1, 5)
        const harm = figure.whole(1, 5)
        return { id: `K${String(at + 1).padStart(2, '0')}`, risk, team: figure.pick(TEAMS), owner: figure.pick(PEOPLE), likely, harm, score: likely * harm, answer: figure.pick(['accept', 'reduce', 'insure', 'avoid']), review: figure.pick(['Nov', 'Dec', 'Jan']), trend: figure.pick(['rising', 'falling', 'same']) }
      }))),
    panel('Measures', table(columns('risk: Risk, measure: Measure, owner: Owner, due: Due, cost: EUR >, state: State, left: Score after >'),
      risks.filter((_, at) => at % 2 === 0).map((_, at) => ({
        risk: `K${String(at * 2 + 1).padStart(2, '0')}`, measure: figure.pick(['rehearse every quarter', 'second supplier under contract', 'alarm thirty days ahead', 'two people for every release', 'limit per client', 'checked by a script at night']),
        owner: figure.pick(PEOPLE), due: figure.pick(['15 Nov', '30 Nov', '15 Dec', '31 Jan']), cost: figure.whole(0, 60) * 250, state: figure.pick(['open', 'doing', 'done']), left: figure.whole(1, 9) })))),
    panel('Talked about', table(columns('date: Date, risk: Risk, raised: Raised by, before: Before >, after: After >, why: Why'),
      Array.from({ length: 24 }, (_, at) => ({
        date: `${at % 28 + 1} ${['Aug', 'Sep', 'Oct'][at % 3]}`, risk: `K${String(figure.whole(1, 24)).padStart(2, '0')}`, raised: figure.pick(PEOPLE), before: figure.whole(2, 20), after: figure.whole(1, 20),
        why: figure.pick(['a near miss in the night', 'the measure works', 'a new contract', 'an audit asked for evidence', 'nothing new, kept'])
      })))),
    row(panel('How to read it', text('Likely and harm go from one to five; the score is their product. From twelve on, a risk needs a measure with a date. A trend compares with the last review, not with the year.')),
      panel('Closed since July', list(`
        done Single address for outgoing mail
        done No second administrator for the domain names
        done Unsigned images in the cluster
        done Tax rates typed in by hand`))))
}
