/**
 * What `npm run dev` runs: the server, started again whenever a file of it changes, and Vite for both web apps, which shows
 * changes at once. Ctrl-C ends all three.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './lib/project.mjs'

const vite = (app, port) => ({
  args: [join(ROOT, app, 'node_modules', 'vite', 'bin', 'vite.js'), '--port', port, '--strictPort'],
  cwd: join(ROOT, app),
})

const programs = [
  { args: ['--watch', '--watch-preserve-output', 'server/src/main.ts'], cwd: ROOT },
  vite('client', '5173'),
  vite('admin', '5174'),
].map(({ args, cwd }) => spawn(process.execPath, args, { cwd, stdio: 'inherit' }))

function endAll(signal) {
  for (const program of programs) program.kill(signal)
}

for (const program of programs) program.once('exit', () => endAll('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => endAll(signal))
