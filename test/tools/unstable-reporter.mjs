/** A vitest reporter: writes the names of the tests that passed only at the second try into `UNSTABLE_FILE`, one a line. */
import { writeFileSync } from 'node:fs'

export default class UnstableReporter {
  names = []

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.names.push(`${test.module.moduleId}: ${test.fullName}`)
  }

  onTestRunEnd() {
    const file = process.env['UNSTABLE_FILE']
    if (file) writeFileSync(file, this.names.join('\n'))
  }
}
