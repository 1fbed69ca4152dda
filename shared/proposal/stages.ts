/** Where a proposal stands. `deleted` is the end of a proposal that nobody had worked on: it leaves the lists, its log stays. */
export const STAGES = [
  'drafting',
  'review',
  'locked',
  'adopted',
  'not-carried',
  'submitted',
  'withdrawn',
  'deleted',
] as const
export type Stage = (typeof STAGES)[number]

/** The text can change in these stages only. Asked inside the appending transaction. */
export const isOpen = (stage: Stage) => stage === 'drafting' || stage === 'review'

/** The text is the one that the chair locked. */
export const isSettled = (stage: Stage) =>
  stage === 'locked' || stage === 'adopted' || stage === 'not-carried' || stage === 'submitted'
