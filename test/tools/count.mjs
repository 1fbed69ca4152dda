/** Adds up what the suites of .ci/run reported: `count.mjs FOLDER FAILED_STEPS`. Exits 1 where anything failed or is missing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, failedSteps] = process.argv.slice(2)
const suites = ['unit', 'postgres', 'office', 'browser'].map((name) => ({ name, file: join(folder, `${name}.json`) }))
const counts = suites.map(({ name, file }) => {
  if (!existsSync(file)) return { name, passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  if (report.stats) return { name, passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected }
  return {
    name,
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numFailedTestSuites * (report.numFailedTests ? 0 : 1),
  }
})
for (const { name, passed, failed } of counts) console.log(`${name} tests: ${passed} passed, ${failed} failed.`)

const passed = counts.reduce((sum, each) => sum + each.passed, 0)
const failed = counts.reduce((sum, each) => sum + each.failed, 0)
const broken = Number(failedSteps)
console.log(`${passed} passed, ${Math.max(failed, broken)} failed`)
process.exit(failed + broken > 0 ? 1 : 0)
