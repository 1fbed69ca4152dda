/** Branded strings: an administration's key can never be passed where a proposal id is meant. */
type Branded<Name extends string> = string & { readonly __brand: Name }

export type ProposalId = Branded<'ProposalId'>
/** An opaque account key: what the log writes as an author, so that a name can be erased later. */
export type PersonId = Branded<'PersonId'>
/** ISO 3166-1 alpha-3. The ITU symbol is a label, and not every administration has a known one. */
export type Administration = Branded<'Administration'>
export type ForumId = Branded<'ForumId'>
export type BlockId = Branded<'BlockId'>
/** A text in the library. */
export type TextId = Branded<'TextId'>

export const proposalId = (id: string) => id as ProposalId
export const personId = (id: string) => id as PersonId
export const administration = (iso3: string) => iso3 as Administration
export const forumId = (id: string) => id as ForumId
export const blockId = (id: string) => id as BlockId
export const textId = (id: string) => id as TextId
