import { Fragment } from 'react'

/**
 * A sentence that holds words of the text: each is drawn with its own direction, so that it turns nothing around it. The sentence
 * itself stays as the record has it.
 */
export function Remark({ sentence }: { readonly sentence: string }) {
  return sentence.split(FOREIGN).map((part, at) => {
    const key = `${at} ${part}`
    return at % 2 === 1 ? <bdi key={key}>{part}</bdi> : <Fragment key={key}>{part}</Fragment>
  })
}

/** What stands in quotation marks or brackets, and names in a script from right to left with the sign of their label. */
const FOREIGN =
  /((?<=“)[^“”]+(?=”)|(?<=\[)[^[\]]+(?=\])|[\p{Script=Arabic}\p{Script=Hebrew}](?:[\s\d().ـ]*[\p{Script=Arabic}\p{Script=Hebrew}\d])*\)?)/u
