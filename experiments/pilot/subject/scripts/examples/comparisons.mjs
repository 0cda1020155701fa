import { columns, figures, list, meter, page, panel, records, row, table, text, written } from '../parts.mjs'

const HOSTING_FEATURES = `
  Compute       | Shared cores per app              | 1               | 2               | 4                | 8
  Compute       | Memory per instance               | 512 MB          | 2 GB            | 8 GB             | 32 GB
  Compute       | Instances included                | 1               | 3               | 10               | 40
  Compute       | Scale to zero                     | always          | optional        | optional         | off
  Compute       | Cold start, median                | 1.8 s           | 0.6 s           | 0.2 s            | none
  Storage       | Persistent disk                   | 5 GB            | 50 GB           | 500 GB           | 4 TB
  Storage       | Snapshots kept                    | none            | 7 days          | 30 days          | 90 days
  Storage       | Object storage                    | 10 GB           | 100 GB          | 2 TB             | 20 TB
  Database      | Managed PostgreSQL                | shared          | shared          | dedicated        | dedicated, replica
  Database      | Point-in-time recovery            | none            | 1 day           | 7 days           | 35 days
  Database      | Connections                       | 20              | 100             | 500              | 2,000
  Network       | Egress included                   | 50 GB           | 250 GB          | 2 TB             | 15 TB
  Network       | Custom domains                    | 1               | 10              | 100              | unlimited
  Network       | Private networking                | none            | one region      | all regions      | all regions, peering
  Network       | Static outbound address           | none            | extra           | included         | included
  Deployment    | Build minutes a month             | 300             | 2,000           | 10,000           | 50,000
  Deployment    | Preview environments              | 1               | 5               | 25               | unlimited
  Deployment    | Rollback to an earlier release    | last            | last 10         | last 100         | all
  Deployment    | Canary releases                   | none            | none            | by share         | by share and header
  Observability | Log retention                     | 1 day           | 7 days          | 30 days          | 180 days
  Observability | Metrics resolution                | 5 min           | 1 min           | 10 s             | 1 s
  Observability | Traces sampled                    | none            | 1 %             | 10 %             | 100 %
  Security      | Single sign-on                    | none            | none            | included         | included
  Security      | Audit log                         | none            | 30 days         | 1 year           | 7 years
  Security      | Role-based access                 | owner only      | 3 roles         | custom roles     | custom roles, SCIM
  Security      | Hardware key enforcement          | none            | optional        | optional         | required
  Support       | Channel                           | forum           | mail            | chat             | telephone
  Support       | First answer within               | best effort     | 1 day           | 4 hours          | 30 minutes
  Support       | Availability promised             | none            | 99.5 %          | 99.9 %           | 99.99 %
  Support       | Credits when missed               | none            | 5 %             | 10 %             | 25 %`

const HOSTING = [
  { name: 'Hobby', price: '0.00', seats: 1, fits: 'A side project that may sleep at night and restart in a minute.', no: 'Anything that a customer pays for.' },
  { name: 'Starter', price: '19.00', seats: 5, fits: 'A first product with a handful of customers and one region.', no: 'Steady background work: the shared cores throttle after ten minutes.' },
  { name: 'Team', price: '129.00', seats: 25, fits: 'Several services with their own release rhythm and on-call people.', no: 'A contract that names a recovery time below one hour.' },
  { name: 'Scale', price: '990.00', seats: 200, fits: 'Regulated data, many regions, and a security team that asks for evidence.', no: 'A team without anyone to look after the network.' }
]

export function hostingPlans() {
  const figure = figures(11)
  const features = records(['area', 'feature', 'hobby', 'starter', 'team', 'scale'], HOSTING_FEATURES)
  const workloads = ['Marketing site', 'Shop front', 'Order API', 'Nightly reports', 'Image pipeline', 'Search index', 'Chat relay', 'Admin console', 'Webhook fan-out', 'Data export']
  return page('Hosting plans compared', 118,
    text('Which plan carries which workload, what it costs at our traffic of the last quarter, and what we would give up. Prices in EUR a month, list prices without discount, collected in October.'),
    row(...HOSTING.map(({ name, price, seats, fits, no }) => panel(`${name}  ${price}`,
      meter('seats', seats, 200), meter('cpu used', figure.whole(35, 96), 100, '%'), meter('egress used', figure.whole(20, 90), 100, '%'),
      list(`Good for: ${fits}\nNot for: ${no}`)))),
    panel('Features side by side', table(columns('area: Area, feature: Feature, hobby: Hobby, starter: Starter, team: Team, scale: Scale'), features)),
    panel('Monthly bill at our traffic', table(
      columns('workload: Workload, requests: Requests (M) >, hobby: Hobby >, starter: Starter >, team: Team >, scale: Scale >, verdict: Verdict'),
      workloads.map(workload => {
        const requests = figure.decimal(0.2, 48)
        return {
          workload,
          requests,
          hobby: requests > 3 ? 'over limit' : '0.00',
          starter: figure.decimal(19, 90, 2),
          team: figure.decimal(129, 260, 2),
          scale: figure.decimal(990, 1400, 2),
          verdict: requests > 24 ? 'Team for the canary releases' : figure.pick(['Starter is enough', 'Starter, review in March'])
        }
      }))),
    panel('Measured from our offices, in ms', table(
      columns('city: City, people: People >, hobby: Hobby >, starter: Starter >, team: Team >, scale: Scale >, best: Best region'),
      ['Aarhus', 'Bologna', 'Cork', 'Dresden', 'Espoo', 'Faro', 'Ghent', 'Haarlem', 'Innsbruck', 'Jena', 'Krakow', 'Lyon', 'Malaga', 'Nantes', 'Odense', 'Porto', 'Riga', 'Split', 'Turku', 'Utrecht'].map(city => {
        const near = figure.whole(9, 44)
        return { city, people: figure.whole(2, 90), hobby: near + figure.whole(40, 110), starter: near + figure.whole(20, 60), team: near + figure.whole(0, 15), scale: near, best: figure.pick(['eu-north', 'eu-west', 'eu-south']) }
      }))),
    row(
      panel('For moving to Team', list(`
        One bill instead of five, and one place to look at night.
        Point-in-time recovery of seven days meets the promise in our contracts.
        Canary releases by share would have caught two of the three incidents of the summer.
        Private networking removes the tunnel that nobody wants to own.`)),
      panel('Against', list(`
        The dedicated database costs more than the three shared ones together until traffic doubles.
        Log retention of 30 days is shorter than the 45 days that the audit wants.
        Build minutes are shared: one broken pipeline can stop every team.
        Moving the webhook fan-out needs a new outbound address on all partner lists.`))),
    panel('Decision', text('Move the shop front, the order API and the search index to Team in the first quarter; keep the rest on Starter and look again when the egress of the image pipeline passes 200 GB. Hobby stays for previews only.')))
}

export function supportPlans() {
  const figure = figures(12)
  const criteria = written('criterion: Criterion, weight: Weight >, basic: Basic, business: Business, premier: Premier', `
    Hours covered                    | 5 | Mon-Fri 9-17        | Mon-Sat 7-22         | round the clock
    First answer, critical           | 5 | next working day    | 2 hours              | 15 minutes
    First answer, normal             | 3 | 3 working days      | 1 working day        | 4 hours
    Named engineer                   | 4 | none                | shared by ten        | two, by name
    Languages                        | 2 | English             | English, German      | seven languages
    Escalation to development        | 4 | by vote             | weekly meeting       | direct
    Root cause report                | 3 | none                | on request           | within five days
    Architecture review              | 2 | none                | once a year          | every quarter
    Upgrade assistance               | 3 | guide               | remote session       | on site
    Security notices ahead of time   | 4 | none                | 2 days               | 10 days
    Hotfix builds                    | 3 | none                | for the last release | for two releases
    Training seats                   | 1 | none                | 2                    | 10
    Telephone                        | 2 | none                | in office hours      | always
    Private chat channel             | 2 | none                | included             | included
    Notice period                    | 3 | none                | 3 months             | 12 months`)
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const tickets = months.map(month => ({ month, opened: figure.whole(14, 41), critical: figure.whole(0, 4), answered: `${figure.decimal(0.4, 9)} h`, solved: `${figure.decimal(0.5, 6)} d`, reopened: figure.whole(0, 5), mood: figure.decimal(3.1, 4.8) }))
  const vendors = ['Northgate', 'Osprey', 'Pinecone Works', 'Quayside', 'Ridgeline', 'Saltmarsh', 'Tern and Sons', 'Umber']
  return page('Support contracts compared', 112,
    row(panel('Basic', text('Included with every licence. Answers by mail, no promise, fine for tools that can wait until Monday.'), meter('score', 31, 100), meter('price', 0, 48000)),
      panel('Business', text('What most of our vendors sell. Good answers in office hours; the night shift is on its own.'), meter('score', 64, 100), meter('price', 14500, 48000)),
      panel('Premier', text('Two engineers who know our set-up. Worth it only where an hour of downtime costs more than a day of their time.'), meter('score', 88, 100), meter('price', 48000, 48000))),
    panel('Criteria', criteria),
    panel('Tickets of the last twelve months', table(columns('month: Month, opened: Opened >, critical: Critical >, answered: First answer >, solved: Solved after >, reopened: Reopened >, mood: Rating >'), tickets)),
    panel('Vendors up for renewal', table(columns('vendor: Vendor, product: Product, contract: Today, tickets: Tickets >, breached: Promises broken >, proposal: Proposal, saves: Saves a year >'),
      vendors.flatMap(vendor => ['production', 'staging'].map(product => ({
        vendor, product, contract: figure.pick(['Basic', 'Business', 'Premier']), tickets: figure.whole(1, 38), breached: figure.whole(0, 6),
        proposal: figure.pick(['keep', 'step down to Basic', 'step up to Premier', 'renegotiate the hours']), saves: figure.whole(-9, 22) * 500
      }))))),
    panel('Calls that mattered', table(columns('ticket: Ticket, month: Month, vendor: Vendor, topic: Topic, promised: Promised, took: Took, outcome: Outcome'),
      Array.from({ length: 22 }, (_, at) => ({
        ticket: `T-${4100 + at * 7}`, month: months[at % 12], vendor: figure.pick(vendors),
        topic: figure.pick(['licence server refuses the new node', 'memory grows until restart', 'upgrade stops half-way', 'replication lag at night', 'certificate not accepted']),
        promised: figure.pick(['2 h', '4 h', '1 d']), took: `${figure.whole(1, 30)} h`, outcome: figure.pick(['hotfix', 'work-around', 'our mistake', 'still open', 'fixed in the next release'])
      })))),
    row(panel('What the teams said', list(`
        Payments: we called at night four times, and each time the answer was in the manual.
        Platform: hotfix builds were the only thing that mattered in August.
        Fulfilment: nobody has used the training seats; the courses are in the wrong time zone.
        Finance: the notice period should end with the fiscal year.
        Identity: advance security notices let us patch before the announcement, twice.`)),
      panel('Next', list(`
        done Collect the tickets by vendor
        done Ask each team for its worst hour
        doing Negotiate the notice period with Osprey
        open Cancel Premier for the staging systems
        open Put the night number into the on-call handbook`))),
    panel('Recommendation', text('Business for everything that customers touch, Basic for the rest, and Premier for the payment gateway alone. This saves about a third of the budget and loses no promise that we have used in the last year.')))
}
