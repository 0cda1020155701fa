import { columns, figures, list, mermaid, meter, page, panel, row, table, text, written } from '../parts.mjs'
import { PEOPLE, SERVICES, TEAMS } from '../company.mjs'

export function serviceHealth() {
  const figure = figures(21)
  const golden = SERVICES.filter(({ tier }) => tier === 'gold')
  return page('Service health, week 43', 120,
    row(
      panel('Error budget left', ...golden.map(({ service }) => meter(service, figure.whole(4, 97), 100, '%'))),
      panel('Saturation', ...golden.map(({ service }) => meter(service, figure.whole(22, 88), 100, '%')))),
    panel('All services', table(
      columns('service: Service, team: Team, tier: Tier, rps: Requests/s >, p50: p50 ms >, p95: p95 ms >, p99: p99 ms >, errors: Errors % >, deploys: Deploys >, pages: Pages >'),
      SERVICES.map(({ service, team, tier }) => {
        const p50 = figure.whole(3, 70)
        return { service, team, tier, rps: figure.whole(4, 2400), p50, p95: p50 * figure.whole(2, 5), p99: p50 * figure.whole(6, 14), errors: figure.decimal(0, 1.2, 2), deploys: figure.whole(0, 19), pages: figure.whole(0, 4) }
      }))),
    panel('Alerts that woke somebody', written('when: When, service: Service, alert: Alert, person: On call, minutes: Minutes >, useful: Useful?', `
      Mon 02:14 | checkout        | latency p99 above 1.5 s for 10 min        | Katya | 41 | yes
      Mon 02:19 | payment-gateway | declined share above 9 percent            | Katya | 36 | yes, same cause
      Tue 04:50 | warehouse       | queue older than 20 min                   | Goran | 12 | no, nightly import
      Tue 23:31 | search          | index replication behind by 4 GB          | Ines  | 55 | yes
      Wed 03:05 | mail-relay      | bounce share above 5 percent              | Lars  | 9  | no, one sender
      Wed 03:40 | mail-relay      | bounce share above 5 percent              | Lars  | 4  | no, one sender
      Thu 01:12 | sessions        | store memory above 90 percent             | Hanna | 70 | yes
      Thu 18:22 | image-resizer   | restart loop, 6 in 5 min                  | Bilal | 18 | yes
      Fri 00:02 | reporting       | month-end job not started                 | Farah | 7  | no, month is longer
      Sat 05:47 | catalogue       | cache hit share below 60 percent          | Joao  | 33 | yes
      Sun 11:09 | feature-flags   | configuration older than 15 min           | Bilal | 21 | yes
      Sun 22:58 | ledger          | replica lag above 30 s                    | Farah | 64 | yes`)),
    panel('What each service leans on', table(
      columns('service: Service, needs: Needs, calls: Calls/s >, timeout: Timeout ms >, retries: Retries >, breaker: Breaker, fallback: Without it'),
      SERVICES.map(({ service }, at) => ({
        service, needs: SERVICES[(at * 7 + 3) % SERVICES.length].service, calls: figure.whole(2, 900), timeout: figure.pick([200, 500, 1000, 5000]), retries: figure.whole(0, 3),
        breaker: figure.pick(['closed', 'closed', 'half open', 'none']), fallback: figure.pick(['last known value', 'an empty list', 'an error page', 'waits in a queue'])
      })))),
    row(
      panel('To do', list(`
        doing Raise the memory of the session store before the sale
        open Give the nightly import its own queue so that the age alert stays silent
        open Alert on bounces per sender, not in total
        blocked Move the month-end job to the calendar service (waits for Finance)
        done Warm the catalogue cache after a deploy`)),
      panel('Reading', text('Payments and Identity have spent most of their budget and should not ship risky changes this week. Half of the night pages were of no use; three of the five come from two alerts that are cheap to fix.'))))
}

export function incidentReview() {
  const figure = figures(22)
  return page('Incident review: checkout stalled for 47 minutes', 116,
    row(panel('Impact', meter('orders lost', 1840, 2600), meter('customers told', 6120, 6120), meter('budget burnt', 62, 100, '%')),
      panel('In one paragraph', text('A connection pool was halved by a change of configuration. The checkout kept its threads waiting for the ledger, health checks still passed, and the load balancer kept sending traffic. Recovery began when the change was taken back; it took 20 minutes longer than needed because the roll-back waited for a build.'))),
    panel('What talked to what', mermaid(`
sequenceDiagram
  participant shop as storefront
  participant checkout
  participant ledger
  shop->>checkout: place order
  checkout->>ledger: reserve amount
  Note over ledger: pool exhausted
  ledger-->>checkout: timeout after 30 s
  checkout->>ledger: retry
  checkout-->>shop: 504`)),
    panel('Timeline', written('at: UTC, source: Source, event: What happened, person: Who, lag: Min >', `
      13:02 | deploy log   | Configuration 8841 goes out: ledger pool from 80 to 40 connections      | Chiara | 0
      13:04 | metrics      | Waiting threads in checkout rise from 3 to 60                           | -      | 2
      13:07 | metrics      | First orders take longer than 10 seconds                                | -      | 5
      13:11 | support      | A customer writes that the payment page hangs                           | Ines   | 9
      13:12 | alert        | Latency of checkout, p99 above 1.5 s for 10 minutes                     | Katya  | 10
      13:14 | chat         | Incident opened, Katya leads, Goran writes the log                      | Katya  | 12
      13:16 | metrics      | Error share of storefront passes 5 percent                              | -      | 14
      13:18 | chat         | Suspicion one: the payment provider. Its status page shows nothing      | Goran  | 16
      13:21 | provider     | The provider confirms that its side is healthy                          | Goran  | 19
      13:23 | chat         | Suspicion two: the release of catalogue at 12:40. It is rolled back     | Joao   | 21
      13:27 | metrics      | No change after the roll-back of catalogue                              | Joao   | 25
      13:29 | dashboard    | Somebody notices the flat line of connections at exactly 40             | Lars   | 27
      13:30 | chat         | Configuration 8841 is found; the author confirms                        | Chiara | 28
      13:31 | pipeline     | The roll-back starts and waits for a full build                         | Chiara | 29
      13:42 | pipeline     | The build passes, the roll-back waits for an approval                   | Dieter | 40
      13:44 | approval     | Approved by the duty manager                                            | Dieter | 42
      13:46 | deploy log   | Configuration 8842 restores 80 connections                              | Chiara | 44
      13:48 | metrics      | Waiting threads fall below 10                                           | -      | 46
      13:49 | metrics      | Orders a minute are back to normal                                      | -      | 47
      13:55 | chat         | Incident closed, watch kept for an hour                                 | Katya  | 53
      14:20 | support      | Customers with a charged card and no order are written to               | Ines   | 78
      16:40 | finance      | 212 double reservations are released by hand                            | Farah  | 218`)),
    panel('Minute by minute', table(
      columns('minute: UTC, orders: Orders >, waiting: Waiting threads >, used: Pool used >, size: Pool size >, p99: p99 ms >, errors: Errors % >, mails: Mails to support >'),
      Array.from({ length: 26 }, (_, at) => {
        const stalled = at > 1 && at < 23
        return {
          minute: `13:${String(at * 2).padStart(2, '0')}`, orders: stalled ? figure.whole(2, 18) : figure.whole(50, 64), waiting: stalled ? figure.whole(58, 240) : figure.whole(2, 9),
          used: stalled ? 40 : figure.whole(22, 38), size: at < 1 || at > 22 ? 80 : 40, p99: stalled ? figure.whole(9000, 30000) : figure.whole(300, 620),
          errors: figure.decimal(0, stalled ? 14 : 0.4, 2), mails: stalled ? figure.whole(0, 21) : 0
        }
      }))),
    panel('Why it could happen', written('level: Level, factor: Factor, evidence: Evidence, kind: Kind', `
      trigger    | Pool halved to save connections on the new database           | change 8841              | decision
      amplifier  | Retries tripled the load on a pool that was already empty     | traces 13:07 to 13:20    | design
      amplifier  | Threads wait 30 seconds, the browser gives up after 15        | configuration of both    | design
      blind spot | The health check does not touch the ledger                    | source of the check      | gap
      blind spot | Connections in use are charted, waiting threads are not       | dashboard 12             | gap
      blind spot | The change carried the label "cost", not "risk"               | pull request             | process
      delay      | A configuration roll-back needs the full build                | pipeline log             | process
      delay      | Approval by a manager also for the way back                   | policy of 2021           | process
      luck       | The sale started a day later than first planned               | marketing calendar       | luck
      luck       | The person who drew the connection chart was in the channel   | chat                     | luck`)),
    panel('Actions', written('id: No., action: Action, owner: Owner, due: Due, size: Size, state: State', `
      A1  | Roll back configuration without a build                           | Chiara | 30 Oct | M | doing
      A2  | No approval for going back to the last known good state           | Dieter | 24 Oct | S | done
      A3  | Chart and alert on waiting threads for every pool                 | Lars   | 07 Nov | M | open
      A4  | Time limits: browser 15 s, checkout 8 s, ledger 5 s               | Katya  | 07 Nov | S | doing
      A5  | One retry with a budget instead of three without                  | Goran  | 14 Nov | M | open
      A6  | Health check of checkout reserves and releases one cent           | Katya  | 21 Nov | M | open
      A7  | Label every change of a limit as risk                             | Joao   | 24 Oct | S | done
      A8  | Load test with half of the pool before the next sale              | Lars   | 28 Nov | L | open
      A9  | Release double reservations automatically after an hour           | Farah  | 12 Dec | L | open
      A10 | Write to customers from a template, within 30 minutes             | Ines   | 31 Oct | S | doing`)),
    row(panel('Went well', list(`
        The incident had a leader within two minutes of the page.
        The log in the channel was complete; this review needed no interviews.
        Support had the list of affected customers before they called.
        The double reservations were found by a report that exists since the last review.`)),
      panel('Open questions', list(`
        open Why did the canary at five percent not show the waiting threads?
        open Who may change limits outside office hours?
        open Does the mobile application retry on its own?
        open Is the ledger the right place to reserve an amount at all?`))))
}

export function capacityPlan() {
  const figure = figures(23)
  const quarters = ['q1', 'q2', 'q3', 'q4']
  return page('Capacity plan for next year', 118,
    row(...['eu-north', 'eu-west', 'us-east'].map(region => panel(region,
      meter('cores', figure.whole(380, 900), 1000), meter('memory', figure.whole(1500, 3800), 4096, ' GB'),
      meter('disk', figure.whole(20, 74), 80, ' TB'), meter('egress', figure.whole(90, 280), 300, ' TB')))),
    panel('Cores needed at peak', table(
      columns('service: Service, team: Team, today: Today >, q1: Q1 >, q2: Q2 >, q3: Q3 >, q4: Q4 >, driver: Driver'),
      SERVICES.map(({ service, team }) => {
        const today = figure.whole(4, 96)
        const need = { service, team, today }
        quarters.forEach((quarter, at) => { need[quarter] = Math.round(today * (1 + (at + 1) * Number(figure.decimal(0.01, 0.14, 3)))) })
        return { ...need, driver: figure.pick(['orders', 'catalogue size', 'active customers', 'parcels', 'reports', 'sale in November']) }
      }))),
    panel('Storage', table(
      columns('store: Store, kind: Kind, used: Used GB >, growth: GB a month >, full: Full in months >, plan: Plan'),
      ['orders-db', 'ledger-db', 'accounts-db', 'catalogue-db', 'search-index', 'session-store', 'audit-archive', 'image-originals', 'image-renditions', 'event-log', 'metrics', 'traces'].map(store => ({
        store, kind: figure.pick(['ssd', 'ssd, replicated', 'object']), used: figure.whole(60, 9400), growth: figure.whole(2, 310), full: figure.whole(3, 40),
        plan: figure.pick(['grow the volume in Q2', 'archive after 13 months', 'nothing to do', 'drop renditions that nobody asked for', 'split by region'])
      })))),
    panel('How good was the last plan', table(
      columns('service: Service, planned: Planned cores >, used: Used at peak >, off: Off by % >, reason: Reason'),
      SERVICES.map(({ service }) => ({
        service, planned: figure.whole(6, 120), used: figure.whole(5, 130), off: figure.decimal(-24, 31),
        reason: figure.pick(['the sale was larger', 'a cache was added', 'moved to another region', 'traffic came from bots', 'as planned'])
      })))),
    panel('Purchases', table(
      columns('item: Item, region: Region, amount: Amount >, price: EUR a year >, latest: Order by, unless: Unless'),
      ['general nodes', 'memory nodes', 'gpu node', 'ssd volumes', 'archive storage', 'private link'].flatMap(item => ['eu-north', 'us-east'].map(region => ({
        item, region, amount: figure.whole(1, 24), price: figure.whole(8, 190) * 250, latest: figure.pick(['15 Jan', '1 Feb', '1 Apr', '15 Jul']),
        unless: figure.pick(['orders grow less than 5 percent', 'the ledger moves first', 'the discount ends', 'search shrinks its index'])
      }))))),
    row(panel('Assumptions', list(`
        Orders grow by 22 percent over the year and by 60 percent in the week of the sale.
        One region may fail at the quietest hour; two may not.
        Peak is measured as the third highest minute of a week.
        Reserved nodes are bought for the lowest quarter, the rest is on demand.`)),
      panel('What would change the plan', list(`
        A second country for the shop before June.
        Recommendations moving from nightly to live.
        A price change of egress above 15 percent.
        The reporting team leaving the shared cluster.`))))
}

export function costBreakdown() {
  const figure = figures(24)
  const kinds = ['compute', 'database', 'storage', 'network', 'licences']
  const perService = SERVICES.map(({ service, team }) => {
    const cost = Object.fromEntries(kinds.map(kind => [kind, figure.whole(20, 3400)]))
    const total = kinds.reduce((sum, kind) => sum + cost[kind], 0)
    return { service, team, ...cost, total, orders: (total / 41.3).toFixed(2) }
  })
  return page('Cloud cost in October', 122,
    row(panel('By team', ...TEAMS.map(team => meter(team, perService.filter(line => line.team === team).reduce((sum, { total }) => sum + total, 0), 40000))),
      panel('By kind', ...kinds.map(kind => meter(kind, perService.reduce((sum, line) => sum + line[kind], 0), 60000)))),
    panel('By service, in EUR', table(columns('service: Service, team: Team, compute: Compute >, database: Database >, storage: Storage >, network: Network >, licences: Licences >, total: Total >, orders: Per 1k orders >'), perService)),
    panel('By region and environment, in EUR', table(columns('service: Service, north: eu-north >, west: eu-west >, east: us-east >, staging: Staging >, previews: Previews >, idle: Idle % >'),
      perService.map(({ service }) => ({ service, north: figure.whole(100, 3900), west: figure.whole(80, 2600), east: figure.whole(0, 1900), staging: figure.whole(10, 700), previews: figure.whole(0, 240), idle: figure.whole(3, 61) })))),
    panel('What moved since September', table(columns('service: Service, change: Change % >, amount: EUR >, cause: Cause, person: Asked'),
      SERVICES.filter((_, at) => at % 2 === 0).map(({ service }) => ({
        service, change: figure.decimal(-18, 34), amount: figure.whole(-900, 2100),
        cause: figure.pick(['more traffic', 'a forgotten test environment', 'larger instances after the incident', 'old snapshots deleted', 'reserved nodes ran out', 'debug logging left on']),
        person: figure.pick(PEOPLE)
      })))),
    panel('Savings', written('idea: Idea, saves: EUR a month >, effort: Effort, risk: Risk, owner: Owner, state: State', `
      Stop preview environments at night                      | 1900 | 2 days  | low    | Platform   | doing
      Keep traces for 7 days instead of 30                    | 1450 | 1 hour  | low    | Platform   | done
      Move renditions older than a year to archive storage    | 820  | 3 days  | low    | Catalogue  | open
      Reserve the nodes of the lowest quarter                 | 3600 | 1 day   | medium | Platform   | open
      One replica instead of two for reporting                | 640  | 1 hour  | medium | Finance    | open
      Compress the event log                                  | 990  | 5 days  | low    | Messaging  | doing
      Smaller session objects                                 | 380  | 8 days  | medium | Identity   | open
      Search index without the old languages                  | 700  | 4 days  | low    | Catalogue  | blocked
      Drop the second load balancer in us-east                | 450  | 1 day   | high   | Web        | open
      Switch the image resizer to spot nodes                  | 510  | 2 days  | low    | Platform   | done`)),
    panel('Note', text('Network includes traffic between regions, which is a third of it and almost all caused by catalogue and search reading from the wrong side. Licences are spread by active seats. Credits of the provider are left out: they end in March and would hide the trend.')))
}
