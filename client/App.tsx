import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router/dom'
import { createBrowserRouter } from 'react-router'
import { RefusedCall } from './api.ts'
import { routes } from './routes.tsx'

const queries = new QueryClient({
  defaultOptions: {
    // The browser's own idea of being online is not asked: a call that gets no line says so at once.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      // A refusal is an answer; only a lost line is worth another try.
      retry: (failures, error) => error instanceof RefusedCall && error.code === 'no-line' && failures < 2,
    },
  },
})
const router = createBrowserRouter(routes)

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  )
}
