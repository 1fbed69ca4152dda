/** The map of the screens. What only some people open, and above all the editor, is loaded when it is opened. */
import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import { HomeScreen } from './home/HomeScreen.tsx'
import { SignedIn } from './session/SignedIn.tsx'
import { SignInScreen } from './session/SignInScreen.tsx'
import { Broken } from './ui/Broken.tsx'
import { NotFound } from './ui/NotFound.tsx'

const lazily = (load: () => Promise<ComponentType>) => ({ lazy: async () => ({ Component: await load() }) })

export const routes: RouteObject[] = [
  {
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      { path: '/sign-in', Component: SignInScreen },
      {
        path: '/sign-in/link/:token',
        ...lazily(async () => (await import('./session/SignInLinkScreen.tsx')).SignInLinkScreen),
      },
      {
        Component: SignedIn,
        children: [
          { path: '/', Component: HomeScreen },
          { path: '/forums/:id', ...lazily(async () => (await import('./forum/ForumScreen.tsx')).ForumScreen) },
          { path: '/forums/:id/start', ...lazily(async () => (await import('./start/StartScreen.tsx')).StartScreen) },
          { path: '/texts', ...lazily(async () => (await import('./library/LibraryScreen.tsx')).LibraryScreen) },
          { path: '/texts/:id', ...lazily(async () => (await import('./library/TextScreen.tsx')).TextScreen) },
          { path: '/people', ...lazily(async () => (await import('./people/PeopleScreen.tsx')).PeopleScreen) },
          {
            path: '/proposals/:id',
            ...lazily(async () => (await import('./proposal/WorkspaceScreen.tsx')).WorkspaceScreen),
          },
          {
            path: '/proposals/:id/history',
            ...lazily(async () => (await import('./proposal/history/HistoryScreen.tsx')).HistoryScreen),
          },
          {
            path: '/proposals/:id/compare',
            ...lazily(async () => (await import('./proposal/compare/CompareScreen.tsx')).CompareScreen),
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]
