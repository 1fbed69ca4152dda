/** What work costs this process, in all its threads: on a busy machine it takes longer, and costs the same. */

/** Answers how many milliseconds of a processor were spent since. */
export function processorTime(): () => number {
  const began = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1000
  }
}
