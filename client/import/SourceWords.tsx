import { Fragment } from 'react'

const MARKED = /(\[footnoteRef:\d+\]|\*[^*\s](?:[^*]*[^*\s])?\*)/

/** The words of a source as the reader of files writes them down: marks of notes raised, emphasis slanted. */
export function SourceWords({ text }: { readonly text: string }) {
  return text.split(MARKED).map((part, at) => {
    const mark = /^\[footnoteRef:(\d+)\]$/.exec(part)?.[1]
    if (mark !== undefined) return <sup key={at}>{mark}</sup>
    return at % 2 === 1 ? <em key={at}>{part.slice(1, -1)}</em> : <Fragment key={at}>{part}</Fragment>
  })
}
