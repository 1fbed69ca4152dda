/**
 * Adds up what the suites of .ci/run reported: `count.mjs FOLDER FAILED_STEPS`. Names what failed, with its message,
 * so that the last lines of a red run say why. Exits 1 where anything failed or is missing.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const MESSAGE_LENGTH = 1500

const [folder, failedSteps] = process.argv.slice(2)
const suites = ['unit', 'postgres', 'office', 'browser'].map((name) => ({ name, file: join(folder, `${name}.json`) }))
const counts = suites.map(({ name, file }) => {
  if (!existsSync(file))
    return { name, passed: 0, failures: [{ title: `${name}: no report was written`, message: '' }] }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return { name, ...(report.stats ? ofPlaywright(report) : ofVitest(report, name)) }
})
const failures = counts.flatMap((each) => each.failures)
const unstable = counts.flatMap((each) => each.unstable ?? [])

for (const title of unstable) console.log(`passed at the second try: ${title}`)
for (const { title, message } of failures) console.log(`FAILED: ${title}\n${message.slice(0, MESSAGE_LENGTH)}`)
for (const each of counts) console.log(`${each.name} tests: ${each.passed} passed, ${each.failures.length} failed.`)

const passed = counts.reduce((sum, each) => sum + each.passed, 0)
const broken = Number(failedSteps)
console.log(`${passed} passed, ${Math.max(failures.length, broken)} failed`)
process.exit(failures.length + broken > 0 ? 1 : 0)

/** A file that could not be run at all counts as one failure. */
function ofVitest(report, name) {
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && file.status === 'failed') return [{ title: file.name, message: file.message ?? '' }]
    return failed.map((test) => ({
      title: `${file.name}: ${test.fullName}`,
      message: (test.failureMessages ?? []).join('\n'),
    }))
  })
  return { passed: report.numPassedTests, failures, unstable: linesOf(join(folder, `${name}-unstable.txt`)) }
}

function linesOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

function ofPlaywright(report) {
  const specs = report.suites.flatMap(specsOf)
  const failures = specs.filter((spec) => !spec.ok).map((spec) => ({ title: titleOf(spec), message: messageOf(spec) }))
  const unstable = specs.filter((spec) => spec.tests.some((test) => test.status === 'flaky')).map(titleOf)
  return { passed: report.stats.expected + report.stats.flaky, failures, unstable }
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
}

function titleOf(spec) {
  return `${spec.file}:${spec.line} ${spec.title}`
}

function messageOf(spec) {
  const errors = spec.tests.flatMap((test) => test.results).flatMap((result) => result.errors ?? [])
  return errors.map((error) => error.message ?? '').join('\n')
}
