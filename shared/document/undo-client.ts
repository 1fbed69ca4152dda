/**
 * By which Yjs client id an undo is known for what it is: a person's editor types under an even id, and what an undo or redo puts back
 * stands under the odd id after it. An undo puts each character right before the removed one that it was.
 */

export const typingClient = (client: number): number => client - (client % 2)

/** The same where the editor types under an odd id: then nothing is told. */
export const undoClient = (client: number): number => (client % 2 === 0 ? client + 1 : client)

/** `isKnown`: a client id that has written in this text; the writer of an undo sees to it that the one of typing has. */
export const isUndoClient = (client: number, isKnown: (client: number) => boolean): boolean =>
  client % 2 === 1 && isKnown(client - 1)
