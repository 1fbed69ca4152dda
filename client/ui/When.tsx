/** Times are stored in UTC milliseconds and shown in the reader's zone, with its name. */
const FULL: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
}
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }

const format = (at: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', options).format(new Date(at))

export const dateAndTime = (at: number) => format(at, FULL)
export const clockTime = (at: number) => format(at, CLOCK)

export function When({ at, clock = false }: { readonly at: number; readonly clock?: boolean }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={dateAndTime(at)} className="nowrap">
      {clock ? clockTime(at) : dateAndTime(at)}
    </time>
  )
}
