/** A refusal for somebody who opened a page and not a call. */
import type { Response } from 'express'
import type { Refusal } from '../../shared/outcome.ts'
import { HTTP_STATUS } from '../../shared/refusals.ts'
import { html } from '../export/html.ts'

export function refusalPage(response: Response, { code, reason }: Refusal): void {
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Common Proposals</title>
      <link rel="stylesheet" href="/print.css" />
    </head>
    <body>
      <main>
        <h1>This page cannot be shown</h1>
        <p>${reason}</p>
        <p><a href="/">Common Proposals</a></p>
      </main>
    </body>
  </html>`
  response
    .status(HTTP_STATUS[code])
    .type('html')
    .set('Cache-Control', 'no-store')
    .send(`<!doctype html>\n${page.markup}`)
}
