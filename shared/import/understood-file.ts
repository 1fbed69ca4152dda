/** What the program understood of a file, before anything of it is stored. */
import type { AccountedText } from './accounted.ts'
import type { SharedParagraphs } from './paragraph-origins.ts'

/** The resolutions in one reading of the file; `problem` says why there are none. */
export type FileReading = { readonly resolutions: readonly AccountedText[]; readonly problem: string | null }

export type UnderstoodFile = { readonly fileName: string; readonly format: 'text' | 'word' } & (
  | { readonly changes: null; readonly reading: FileReading }
  | {
      readonly changes: {
        readonly count: number
        /** Whose changes, as the file names them; empty where it names nobody. */
        readonly by: readonly string[]
        readonly shared: SharedParagraphs
      }
      /** With all tracked changes rejected, and with all of them accepted. */
      readonly inForce: FileReading
      readonly asAmended: FileReading
    }
)
