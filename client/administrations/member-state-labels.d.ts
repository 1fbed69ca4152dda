/** Made by vite.config.ts from shared/region/member-states.json. */
declare module '*/member-states.json?labels' {
  const labels: readonly (readonly [iso3: string, symbol: string | null, name: string])[]
  export default labels
}
