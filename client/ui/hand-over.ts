import type { ReceivedFile } from '../api.ts'

/** Gives a received file to the browser's downloads. */
export function handOver({ file, name }: ReceivedFile): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download begins after this task; the address must outlive it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
