import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Matches modules of these packages; a path of pnpm's store also names peers, so only the innermost folder counts. */
const modulesOf = (names: string) => new RegExp(`[\\\\/]node_modules[\\\\/](${names})[^\\\\/]*[\\\\/]`)

/** Libraries that change seldom get chunks of their own, so that a release of ours leaves them in the browser's cache. */
const groups = [
  {
    name: 'charts',
    test: modulesOf('recharts|victory-vendor|d3-|@reduxjs|redux|react-redux|reselect|immer|decimal'),
    priority: 4,
  },
  { name: 'mui', test: modulesOf('@mui|@emotion|stylis|react-transition-group|@popperjs'), priority: 3 },
  { name: 'react-admin', test: modulesOf('ra-|react-admin|@tanstack|react-hook-form|react-router'), priority: 2 },
  { name: 'vendor', test: /[\\/]node_modules[\\/]/, priority: 1 },
]

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  server: { proxy: { '/api': 'http://localhost:3000' } },
  build: {
    target: 'es2023',
    rolldownOptions: { output: { codeSplitting: { groups, includeDependenciesRecursively: false } } },
  },
})
