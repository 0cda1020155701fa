// Writes examples/*.json: component trees of a fictitious shop, the same bytes on every machine.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hostingPlans, supportPlans } from './examples/comparisons.mjs'
import { capacityPlan, costBreakdown, incidentReview, serviceHealth } from './examples/operations.mjs'
import { apiCatalogue, migrationPlan, releaseBoard, riskRegister, sprintPlan, testReport } from './examples/delivery.mjs'

const EXAMPLES = {
  'api-catalogue': apiCatalogue,
  'capacity-plan': capacityPlan,
  'cost-breakdown': costBreakdown,
  'hosting-plans': hostingPlans,
  'incident-review': incidentReview,
  'migration-plan': migrationPlan,
  'release-board': releaseBoard,
  'risk-register': riskRegister,
  'service-health': serviceHealth,
  'sprint-plan': sprintPlan,
  'support-plans': supportPlans,
  'test-report': testReport
}

for (const [name, make] of Object.entries(EXAMPLES)) {
  const file = new URL(`../examples/${name}.json`, import.meta.url)
  writeFileSync(fileURLToPath(file), `${JSON.stringify(make(), null, 2)}\n`)
}
