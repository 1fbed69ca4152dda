/**
 * The update frames of one connection that the server has not answered yet, and the edits that each carries.
 * Frames count from 1, as acknowledgements do. A refusal answers one frame; an acknowledgement answers every frame up to its own
 * that was not refused before.
 */
type Frame = { readonly number: number; readonly edits: readonly number[]; readonly sentAt: number }
type Flight = { readonly sent: number; readonly waiting: readonly Frame[] }
export type Answered = { readonly flight: Flight; readonly edits: readonly number[] }

export const NOTHING_SENT: Flight = { sent: 0, waiting: [] }

export const afterSending = ({ sent, waiting }: Flight, edits: readonly number[], sentAt: number): Flight => ({
  sent: sent + 1,
  waiting: [...waiting, { number: sent + 1, edits, sentAt }],
})

export const afterAck = (flight: Flight, upTo: number): Answered => answered(flight, (number) => number <= upTo)
export const afterNack = (flight: Flight, refused: number): Answered => answered(flight, (number) => number === refused)

/** The edits of `all` that no frame under way carries. */
export function notUnderWay({ waiting }: Flight, all: Iterable<number>): readonly number[] {
  const carried = new Set(waiting.flatMap((frame) => frame.edits))
  return [...all].filter((edit) => !carried.has(edit))
}

function answered({ sent, waiting }: Flight, isAnswered: (number: number) => boolean): Answered {
  return {
    flight: { sent, waiting: waiting.filter((frame) => !isAnswered(frame.number)) },
    edits: waiting.filter((frame) => isAnswered(frame.number)).flatMap((frame) => frame.edits),
  }
}
